// A codegen document transform: `sort: false` keeps the schema's own order, but leaves the documents in the order in
// which their files happened to be read.
exports.transform = ({ documents }) =>
  [...documents].sort((one, other) => (one.location ?? '').localeCompare(other.location ?? '', 'en'));

import { SqlError } from '../engine.ts';
import type { CopyFormat } from './copy-options.ts';

const words = (text: string) => text.split(' ');
const otherFormats = words('csv json parquet fixedwidth');
const ofDelimitedText = words('delimiter escape removequotes quote fillrecord ignoreblanklines null');

/** Options that a format does not go with, https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-format.html. */
const conflicts: Readonly<Record<CopyFormat['kind'], readonly string[]>> = {
  csv: words('escape removequotes serializetojson'),
  delimited: words('quote serializetojson'),
  fixedwidth: words('delimiter escape removequotes quote serializetojson'),
  json: [...ofDelimitedText, 'serializetojson'],
  parquet: [
    ...ofDelimitedText.filter((option) => option !== 'fillrecord'),
    ...words('gzip bzip2 zstd encoding ignoreheader maxerror ignoreallerrors noload acceptanydate emptyasnull'),
    ...words('blanksasnull trimblanks truncatecolumns roundec dateformat timeformat compupdate comprows'),
  ],
};

/** @throws SqlError when an option does not go with the format, or with another option. */
export function requireCompatible(options: ReadonlySet<string>, kind: CopyFormat['kind']): void {
  const refused = [...conflicts[kind], ...otherFormats.filter((format) => format !== kind)];
  const found = refused.find((option) => options.has(option));
  if (found !== undefined) {
    const format = kind === 'delimited' ? 'delimited text' : kind.toUpperCase();
    throw new SqlError(`ERROR: ${found.toUpperCase()} argument is not supported for ${format} based COPY`);
  }
  const pairs = [
    ['maxerror', 'ignoreallerrors'],
    ['gzip', 'bzip2'],
    ['gzip', 'zstd'],
    ['bzip2', 'zstd'],
    ['iam_role', 'credentials'],
    ['iam_role', 'access_key_id'],
    ['credentials', 'access_key_id'],
  ] as const;
  const clash = pairs.some(([one, other]) => options.has(one) && options.has(other));
  if (clash) throw new SqlError('ERROR: conflicting or redundant options');
}

/** A structure as the XML protocols of AWS write it; a list's items are elements called `member`. */
export function xml(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => `<member>${xml(item)}</member>`).join('');
  if (typeof value !== 'object' || value === null) return escaped(String(value));
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => `<${name}>${xml(member)}</${name}>`)
    .join('');
}

/** What a successful call of a query protocol gives. */
export const queryResult = (operation: string, result: object): string =>
  xml({ [`${operation}Response`]: { [`${operation}Result`]: result } });

/** What a failed call gives. */
export const xmlError = (Code: string, Message: string): string => xml({ ErrorResponse: { Error: { Code, Message } } });

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

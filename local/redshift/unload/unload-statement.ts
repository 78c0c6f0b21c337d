import { authorizations } from '../copy/authorization.ts';
import { type ObjectUrl, readObjectUrl } from '../copy/object-url.ts';
import { ignoreText, oneCharacter, readEscapes, readText, readWidths } from '../copy/option-text.ts';
import { SqlError } from '../engine.ts';
import type { TokenReader } from '../syntax/token-reader.ts';

/** What an UNLOAD writes. */
export type UnloadFormat = 'text' | 'csv' | 'parquet' | 'json';

/** How UNLOAD writes, https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html. */
export interface UnloadOptions {
  readonly format: UnloadFormat;
  readonly delimiter: string;
  /** Characters of each column, instead of a delimiter. */
  readonly widths: readonly number[] | undefined;
  readonly hasHeader: boolean;
  readonly addsQuotes: boolean;
  readonly isEscaped: boolean;
  readonly nullText: string;
  readonly isCompressed: boolean;
  /** Names files as slices do that write side by side. */
  readonly isParallel: boolean;
  /** Of one file. */
  readonly maximumBytes: number;
  readonly manifest: 'none' | 'plain' | 'verbose';
  readonly existingFiles: 'refuse' | 'overwrite' | 'clean';
  /** `default` or the text of IAM_ROLE; undefined for keys. */
  readonly iamRole: string | undefined;
  readonly partitionBy: readonly string[];
  /** The columns of PARTITION BY stay in the files. */
  readonly includesPartitions: boolean;
  /** What ends file names, instead of what the format says. */
  readonly extension: string | undefined;
}

/** An UNLOAD statement. */
export interface UnloadStatement {
  readonly query: string;
  readonly target: ObjectUrl;
  readonly options: UnloadOptions;
}

type Draft = Omit<UnloadOptions, 'delimiter'> & { readonly delimiter: string | undefined };

const megabyte = 1024 * 1024;
const smallestMaximum = 5 * megabyte;
const largestMaximum = 6.2 * 1024 * megabyte;

const defaults: Draft = {
  format: 'text',
  delimiter: undefined,
  widths: undefined,
  hasHeader: false,
  addsQuotes: false,
  isEscaped: false,
  nullText: '',
  isCompressed: false,
  isParallel: true,
  maximumBytes: largestMaximum,
  manifest: 'none',
  iamRole: undefined,
  existingFiles: 'refuse',
  partitionBy: [],
  includesPartitions: false,
  extension: undefined,
};

type OptionReader = (reader: TokenReader) => Partial<Draft>;

const formats: Readonly<Record<string, OptionReader>> = {
  csv: () => ({ format: 'csv' }),
  parquet: () => ({ format: 'parquet' }),
  json: () => ({ format: 'json' }),
};

const readers: Readonly<Record<string, OptionReader>> = {
  ...formats,
  format: (reader) => {
    reader.take('as');
    const name = reader.name();
    return (formats[name] ?? refuse(`UNLOAD FORMAT ${name.toUpperCase()}`))(reader);
  },
  delimiter: (reader) => ({ delimiter: oneCharacter('DELIMITER', readEscapes(readText(reader))) }),
  fixedwidth: (reader) => ({ widths: readWidths(readText(reader)) }),
  header: () => ({ hasHeader: true }),
  addquotes: () => ({ addsQuotes: true }),
  escape: () => ({ isEscaped: true }),
  null: (reader) => ({ nullText: readText(reader) }),
  gzip: () => ({ isCompressed: true }),
  parallel: (reader) => ({ isParallel: readSwitch(reader) }),
  maxfilesize: (reader) => ({ maximumBytes: readSize(reader) }),
  manifest: (reader) => ({ manifest: reader.take('verbose') ? 'verbose' : 'plain' }),
  allowoverwrite: () => ({ existingFiles: 'overwrite' }),
  cleanpath: () => ({ existingFiles: 'clean' }),
  partition: (reader) => {
    reader.expect('by');
    return { partitionBy: readNames(reader), includesPartitions: reader.take('include') };
  },
  extension: (reader) => ({ extension: readText(reader).replace(/^\./, '') }),
  region: ignoreText,
};

/** Parses UNLOAD ('query') TO 's3://bucket/prefix' and its options; an option that is not known is refused. */
export function readUnload(reader: TokenReader): UnloadStatement {
  reader.expect('unload');
  reader.expectSymbol('(');
  const query = reader.text();
  reader.expectSymbol(')');
  reader.expect('to');
  const text = reader.text();
  const target = readObjectUrl(text);
  if (/(^|\/)\.{1,2}(\/|$)/.test(target.key)) throw new SqlError(`ERROR: Invalid S3 URL: ${text}`);
  return { query, target, options: readOptions(reader) };
}

function readOptions(reader: TokenReader): UnloadOptions {
  const seen = new Set<string>();
  let draft = defaults;
  while (!reader.atEnd()) {
    const option = reader.name();
    if (seen.has(option)) throw new SqlError('ERROR: conflicting or redundant options');
    seen.add(option);
    const authorize = authorizations[option];
    if (authorize) draft = { ...draft, ...authorize(reader) };
    else draft = { ...draft, ...(readers[option] ?? refuse(`UNLOAD option ${option.toUpperCase()}`))(reader) };
  }
  requireCompatible(seen, draft.format);
  return { ...draft, delimiter: draft.delimiter ?? (draft.format === 'csv' ? ',' : '|') };
}

const refusedWith: Readonly<Record<UnloadFormat, string>> = {
  text: '',
  csv: 'fixedwidth escape addquotes parquet json',
  parquet: 'csv json delimiter fixedwidth addquotes escape null header gzip',
  json: 'csv parquet delimiter fixedwidth addquotes escape null header',
};

/** @throws SqlError when an option does not go with the format, or with another option. */
function requireCompatible(options: ReadonlySet<string>, format: UnloadFormat): void {
  const found = refusedWith[format].split(' ').find((option) => options.has(option));
  if (found !== undefined)
    throw new SqlError(`ERROR: ${found.toUpperCase()} is not supported for UNLOAD to ${format.toUpperCase()}`);
  const pairs = [
    ['allowoverwrite', 'cleanpath'],
    ['fixedwidth', 'delimiter'],
    ['fixedwidth', 'header'],
    ['fixedwidth', 'escape'],
    ['iam_role', 'credentials'],
    ['iam_role', 'access_key_id'],
  ] as const;
  if (pairs.some(([one, other]) => options.has(one) && options.has(other)))
    throw new SqlError('ERROR: conflicting or redundant options');
}

function readSwitch(reader: TokenReader): boolean {
  if (reader.take('off') || reader.take('false')) return false;
  if (!reader.take('on')) reader.take('true');
  return true;
}

function readSize(reader: TokenReader): number {
  reader.take('as');
  const number = reader.peek()?.kind === 'number' ? Number(reader.next().text) : reader.fail();
  const bytes = number * (reader.take('gb') ? 1024 * megabyte : megabyte);
  reader.take('mb');
  if (bytes >= smallestMaximum && bytes <= largestMaximum) return bytes;
  throw new SqlError('ERROR: MAXFILESIZE must be between 5 MB and 6.2 GB');
}

function readNames(reader: TokenReader): string[] {
  reader.expectSymbol('(');
  const names = [reader.name()];
  while (reader.takeSymbol(',')) names.push(reader.name());
  reader.expectSymbol(')');
  return names;
}

function refuse(what: string): never {
  throw new SqlError(`ERROR: ${what} is not supported by the local engine`);
}

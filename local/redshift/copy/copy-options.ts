import { SqlError } from '../engine.ts';
import type { QualifiedName, TokenReader } from '../syntax/token-reader.ts';
import { isSymbol } from '../syntax/tokens.ts';

/** A COPY statement. */
export interface CopyStatement {
  readonly relation: QualifiedName;
  /** Undefined when the statement names none: all columns of the table, in order. */
  readonly columns: readonly string[] | undefined;
  readonly bucket: string;
  /** Every object whose key begins so is loaded. */
  readonly keyPrefix: string;
  readonly options: CopyOptions;
}

/** How the file is to be read. */
export interface CopyOptions {
  readonly delimiter: string;
  readonly quote: string;
  readonly headerLines: number;
  readonly emptyAsNull: boolean;
  readonly blanksAsNull: boolean;
  readonly nullText: string;
}

type OptionReader = (reader: TokenReader, option: string) => Partial<CopyOptions> & { readonly isCsv?: boolean };

const readers: ReadonlyMap<string, OptionReader> = new Map(
  Object.entries<OptionReader>({
    iam_role: (reader) => {
      if (!reader.take('default')) reader.text();
      return {};
    },
    format: (reader) => {
      reader.take('as');
      return readFormat(reader);
    },
    csv: (reader) => readQuote(reader),
    ignoreheader: (reader) => {
      reader.take('as');
      return { headerLines: reader.wholeNumber() };
    },
    delimiter: (reader) => ({ delimiter: readText(reader) }),
    emptyasnull: () => ({ emptyAsNull: true }),
    blanksasnull: () => ({ blanksAsNull: true }),
    null: (reader) => ({ nullText: readText(reader) }),
    dateformat: (reader) => requireFormat(reader, ['auto', 'YYYY-MM-DD']),
    timeformat: (reader) => requireFormat(reader, ['auto', 'YYYY-MM-DD HH:MI:SS']),
    region: (reader) => {
      readText(reader);
      return {};
    },
    compupdate: readSwitch,
    statupdate: readSwitch,
  }),
);

/** Parses COPY t [(columns)] FROM 's3://bucket/prefix' options, in any order; an option that is not known is refused. */
export function readCopy(reader: TokenReader): CopyStatement {
  reader.expect('copy');
  const relation = reader.qualifiedName();
  const columns = isSymbol(reader.peek(), '(') ? readColumns(reader) : undefined;
  reader.expect('from');
  const [, bucket, keyPrefix] = /^s3:\/\/([a-z0-9][a-z0-9.-]+)\/(.+)$/.exec(reader.text()) ?? [];
  if (bucket === undefined || keyPrefix === undefined)
    throw notSupported('COPY from a source that is not s3://bucket/key');
  let options = {
    delimiter: ',',
    quote: '"',
    headerLines: 0,
    emptyAsNull: false,
    blanksAsNull: false,
    nullText: '\\N',
  };
  let isCsv = false;
  while (!reader.atEnd()) {
    const option = reader.name();
    const read = readers.get(option);
    if (!read) throw notSupported(`COPY option ${option.toUpperCase()}`);
    const { isCsv: namesCsv, ...found } = read(reader, option);
    isCsv ||= option === 'csv' || namesCsv === true;
    options = { ...options, ...found };
  }
  if (!isCsv) throw notSupported('COPY in another format than CSV');
  return { relation, columns, bucket, keyPrefix, options };
}

function readColumns(reader: TokenReader): string[] {
  reader.expectSymbol('(');
  const columns = [reader.name()];
  while (reader.takeSymbol(',')) columns.push(reader.name());
  reader.expectSymbol(')');
  return columns;
}

function readFormat(reader: TokenReader): Partial<CopyOptions> & { readonly isCsv: boolean } {
  const format = reader.name();
  if (format !== 'csv') throw notSupported(`COPY FORMAT ${format.toUpperCase()}`);
  return { ...readQuote(reader), isCsv: true };
}

function readQuote(reader: TokenReader): Partial<CopyOptions> {
  return reader.take('quote') ? { quote: readText(reader) } : {};
}

function readText(reader: TokenReader): string {
  reader.take('as');
  return reader.text();
}

function requireFormat(reader: TokenReader, known: readonly string[]): Partial<CopyOptions> {
  const format = readText(reader);
  if (!known.includes(format)) throw notSupported(`COPY date or time format '${format}'`);
  return {};
}

function readSwitch(reader: TokenReader): Partial<CopyOptions> {
  if (!reader.take('on') && !reader.take('true') && !reader.take('preset') && !reader.take('off')) reader.take('false');
  return {};
}

function notSupported(what: string): SqlError {
  return new SqlError(`ERROR: ${what} is not supported by the local engine`);
}

import { SqlError } from '../engine.ts';
import type { TokenReader } from '../syntax/token-reader.ts';
import { authorizations } from './authorization.ts';
import type { CopyFormat, CopyOptions, TextEncodingName } from './copy-options.ts';
import { requireCompatible } from './format-conflicts.ts';
import { readObjectUrl } from './object-url.ts';
import {
  ignoreSwitch,
  ignoreText,
  oneCharacter,
  readEscapes,
  readNumber,
  readText,
  readWidths,
} from './option-text.ts';

interface Draft extends Omit<CopyOptions, 'format'> {
  readonly kind: CopyFormat['kind'] | undefined;
  readonly delimiter: string | undefined;
  readonly quote: string | undefined;
  readonly isEscaped: boolean;
  readonly removesQuotes: boolean;
  readonly widths: readonly number[];
  readonly mapping: Extract<CopyFormat, { kind: 'json' }>['mapping'];
}

const defaults: Draft = {
  kind: undefined,
  delimiter: undefined,
  quote: undefined,
  isEscaped: false,
  removesQuotes: false,
  widths: [],
  mapping: 'auto',
  compression: 'none',
  encoding: 'utf8',
  iamRole: undefined,
  isManifest: false,
  headerLines: 0,
  ignoresBlankLines: false,
  fillsRecords: false,
  maxErrors: 0,
  isDryRun: false,
  hasExplicitIds: false,
  serializesToJson: false,
  nullText: '\\N',
  emptyAsNull: false,
  blanksAsNull: false,
  trimsBlanks: false,
  truncatesColumns: false,
  roundsDecimals: false,
  acceptsAnyDate: false,
  replacement: undefined,
  dateFormat: undefined,
  timeFormat: undefined,
};

type OptionReader = (reader: TokenReader) => Partial<Draft>;

const encodings: readonly TextEncodingName[] = ['utf8', 'utf16', 'utf16le', 'utf16be'];
const largestMaxErrors = 100_000;

const formats: Readonly<Record<string, OptionReader>> = {
  csv: () => ({ kind: 'csv' }),
  parquet: () => ({ kind: 'parquet' }),
  fixedwidth: (reader) => ({ kind: 'fixedwidth', widths: readWidths(readText(reader)) }),
  json: (reader) => {
    reader.take('as');
    return { kind: 'json', mapping: reader.peek()?.kind === 'string' ? readMapping(reader.text()) : 'auto' };
  },
};

const readers: Readonly<Record<string, OptionReader>> = {
  ...formats,
  format: (reader) => {
    reader.take('as');
    const name = reader.name();
    const read = formats[name];
    if (!read) throw notSupported(`COPY FORMAT ${name.toUpperCase()}`);
    return read(reader);
  },
  quote: (reader) => ({ quote: oneCharacter('QUOTE', readText(reader)) }),
  delimiter: (reader) => ({ delimiter: oneCharacter('DELIMITER', readEscapes(readText(reader))) }),
  escape: () => ({ isEscaped: true }),
  removequotes: () => ({ removesQuotes: true }),
  gzip: () => ({ compression: 'gzip' }),
  bzip2: () => ({ compression: 'bzip2' }),
  zstd: () => ({ compression: 'zstd' }),
  manifest: () => ({ isManifest: true }),
  region: ignoreText,
  ignoreheader: (reader) => ({ headerLines: readNumber(reader) }),
  ignoreblanklines: () => ({ ignoresBlankLines: true }),
  fillrecord: () => ({ fillsRecords: true }),
  maxerror: (reader) => ({ maxErrors: readMaxErrors(reader) }),
  ignoreallerrors: () => ({ maxErrors: Number.POSITIVE_INFINITY }),
  noload: () => ({ isDryRun: true }),
  explicit_ids: () => ({ hasExplicitIds: true }),
  serializetojson: () => ({ serializesToJson: true }),
  null: (reader) => ({ nullText: readEscapes(readText(reader)) }),
  emptyasnull: () => ({ emptyAsNull: true }),
  blanksasnull: () => ({ blanksAsNull: true }),
  trimblanks: () => ({ trimsBlanks: true }),
  truncatecolumns: () => ({ truncatesColumns: true }),
  roundec: () => ({ roundsDecimals: true }),
  acceptanydate: () => ({ acceptsAnyDate: true }),
  acceptinvchars: (reader) => {
    reader.take('as');
    const replacement = reader.peek()?.kind === 'string' ? reader.text() : '?';
    return { replacement: oneCharacter('ACCEPTINVCHARS', replacement) };
  },
  dateformat: (reader) => ({ dateFormat: readText(reader) }),
  timeformat: (reader) => ({ timeFormat: readText(reader) }),
  encoding: (reader) => ({ encoding: readEncoding(reader) }),
  compupdate: ignoreSwitch,
  statupdate: ignoreSwitch,
  comprows: (reader) => {
    readNumber(reader);
    return {};
  },
};

/** Reads the options and the authorization of a COPY, in any order. */
export function readCopyOptions(reader: TokenReader): CopyOptions {
  const seen = new Set<string>();
  let draft = defaults;
  while (!reader.atEnd()) {
    const option = reader.name();
    if (seen.has(option)) throw new SqlError('ERROR: conflicting or redundant options');
    seen.add(option);
    const authorize = authorizations[option];
    const read = readers[option];
    if (authorize) draft = { ...draft, ...authorize(reader) };
    else if (read) draft = { ...draft, ...read(reader) };
    else throw notSupported(`COPY option ${option.toUpperCase()}`);
  }
  requireCompatible(seen, draft.kind ?? 'delimited');
  const { kind, delimiter, quote, isEscaped, removesQuotes, widths, mapping, ...options } = draft;
  const format = readFormat(draft);
  return { ...options, format, nullText: format.kind === 'json' ? undefined : options.nullText };
}

function readFormat(draft: Draft): CopyFormat {
  const { kind = 'delimited', delimiter, quote = '"', isEscaped, removesQuotes, widths, mapping } = draft;
  if (kind === 'csv') return { kind, delimiter: delimiter ?? ',', quote };
  if (kind === 'fixedwidth') return { kind, widths };
  if (kind === 'json') return { kind, mapping };
  if (kind === 'parquet') return { kind };
  return { kind, delimiter: delimiter ?? '|', isEscaped, removesQuotes };
}

function readMapping(text: string): Draft['mapping'] {
  if (text === 'auto' || text === 'auto ignorecase' || text === 'noshred') return text;
  return readObjectUrl(text);
}

function readMaxErrors(reader: TokenReader): number {
  const count = readNumber(reader);
  if (count <= largestMaxErrors) return count;
  throw new SqlError(`ERROR: MAXERROR must be between 0 and ${largestMaxErrors}`);
}

function readEncoding(reader: TokenReader): TextEncodingName {
  reader.take('as');
  const name = (reader.peek()?.kind === 'string' ? reader.text() : reader.name()).toLowerCase();
  const known = encodings.find((encoding) => encoding === name);
  if (known) return known;
  throw new SqlError(`ERROR: Invalid ENCODING "${name}"`);
}

function notSupported(what: string): SqlError {
  return new SqlError(`ERROR: ${what} is not supported by the local engine`);
}

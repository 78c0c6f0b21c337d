import type { ObjectUrl } from './object-url.ts';

/** How an object is cut into records and fields. */
export type CopyFormat =
  | { readonly kind: 'csv'; readonly delimiter: string; readonly quote: string }
  | {
      readonly kind: 'delimited';
      readonly delimiter: string;
      readonly isEscaped: boolean;
      readonly removesQuotes: boolean;
    }
  /** Characters of each column. */
  | { readonly kind: 'fixedwidth'; readonly widths: readonly number[] }
  /** How members of a JSON object find their columns, or the object that lists a path for each column. */
  | { readonly kind: 'json'; readonly mapping: 'auto' | 'auto ignorecase' | 'noshred' | ObjectUrl }
  | { readonly kind: 'parquet' };

/** What an object is compressed with. */
export type Compression = 'none' | 'gzip' | 'bzip2' | 'zstd';

/** What its text is encoded in; `utf16` needs a byte order mark. */
export type TextEncodingName = 'utf8' | 'utf16' | 'utf16le' | 'utf16be';

/** How COPY reads, https://docs.aws.amazon.com/redshift/latest/dg/r_COPY-parameters.html. */
export interface CopyOptions {
  readonly format: CopyFormat;
  readonly compression: Compression;
  readonly encoding: TextEncodingName;
  /** `default` or the text of IAM_ROLE; undefined for keys. */
  readonly iamRole: string | undefined;
  /** The source lists the objects instead of being one. */
  readonly isManifest: boolean;
  readonly headerLines: number;
  readonly ignoresBlankLines: boolean;
  /** A record that is too short is filled up. */
  readonly fillsRecords: boolean;
  /** The load fails at so many errors; 0 is 1. */
  readonly maxErrors: number;
  readonly isDryRun: boolean;
  readonly hasExplicitIds: boolean;
  /** Parquet's nested columns go into SUPER columns. */
  readonly serializesToJson: boolean;
  /** Undefined when the format has a null of its own. */
  readonly nullText: string | undefined;
  readonly emptyAsNull: boolean;
  readonly blanksAsNull: boolean;
  readonly trimsBlanks: boolean;
  readonly truncatesColumns: boolean;
  readonly roundsDecimals: boolean;
  readonly acceptsAnyDate: boolean;
  /** Stands for every byte that is no UTF-8; without it such a byte is an error. */
  readonly replacement: string | undefined;
  readonly dateFormat: string | undefined;
  readonly timeFormat: string | undefined;
}

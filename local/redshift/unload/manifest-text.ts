import type { BucketObject } from '../copy/bucket-objects.ts';
import type { UnloadColumn } from './unload-columns.ts';

/** A file in its bucket, and how many rows it has. */
export interface UnloadedFile extends BucketObject {
  readonly rows: number;
}

const baseTypes: Readonly<Record<string, string>> = {
  VARCHAR: 'character varying',
  FLOAT: 'real',
  DOUBLE: 'double precision',
  JSON: 'super',
  HUGEINT: 'bigint',
  TIMESTAMP: 'timestamp without time zone',
  TIME: 'time without time zone',
};

/** The manifest of an UNLOAD, https://docs.aws.amazon.com/redshift/latest/dg/loading-data-files-using-manifest.html. */
export function manifestText(
  files: readonly UnloadedFile[],
  columns: readonly UnloadColumn[],
  kind: 'plain' | 'verbose',
): string {
  const isVerbose = kind === 'verbose';
  const sum = (of: (file: UnloadedFile) => number) => files.reduce((total, file) => total + of(file), 0);
  const manifest = {
    entries: files.map(({ url, bytes, rows }) => ({
      url,
      meta: { content_length: bytes, ...(isVerbose && { record_count: rows }) },
    })),
    ...(isVerbose && {
      schema: { elements: columns.map(({ name, type }) => ({ name, type: describeType(type) })) },
      meta: { content_length: sum(({ bytes }) => bytes), record_count: sum(({ rows }) => rows) },
      author: { name: 'Amazon Redshift', version: '1.0.0' },
    }),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function describeType(type: string): Record<string, string | number> {
  const [, precision, scale] = /^DECIMAL\((\d+),(\d+)\)$/.exec(type) ?? [];
  if (precision !== undefined) return { base: 'numeric', precision: Number(precision), scale: Number(scale) };
  return { base: baseTypes[type] ?? type.toLowerCase() };
}

import { SqlError } from '../engine.ts';

/** An object, or all objects whose keys begin so. */
export interface ObjectUrl {
  readonly bucket: string;
  readonly key: string;
}

/** @throws SqlError when the text is no `s3://bucket/key`. */
export function readObjectUrl(text: string): ObjectUrl {
  const [, bucket, key] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/s.exec(text) ?? [];
  if (bucket !== undefined) return { bucket, key: key ?? '' };
  const scheme = /^(\w+):\/\//.exec(text)?.[1]?.toLowerCase();
  if (scheme === 's3') throw new SqlError(`ERROR: Invalid S3 URL: ${text}`);
  throw new SqlError(
    `ERROR: COPY from ${scheme === undefined ? 'a source that is not in S3' : `${scheme}://`} is not supported by the local engine`,
  );
}

/** `s3://bucket/key`. */
export function printObjectUrl({ bucket, key }: ObjectUrl): string {
  return `s3://${bucket}/${key}`;
}

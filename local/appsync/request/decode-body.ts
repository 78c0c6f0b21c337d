import { gunzipSync } from 'node:zlib';

/** As much as the port reads of a body that is not compressed. */
const maximumBytes = 10 * 1024 * 1024;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a request body as UTF-8 text, with or without a byte order mark, gzip where its content encoding says so;
 * undefined when it is not what it says.
 */
export function decodeBody(body: Buffer, contentEncoding: string | undefined): string | undefined {
  const bytes = isGzip(contentEncoding) ? inflate(body) : body;
  if (bytes === undefined) return undefined;
  try {
    return utf8.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

const isGzip = (contentEncoding: string | undefined) => contentEncoding?.trim().toLowerCase() === 'gzip';

function inflate(body: Buffer): Buffer | undefined {
  try {
    return gunzipSync(body, { maxOutputLength: maximumBytes });
  } catch (error) {
    // What zlib says of bytes that are no gzip, that end too soon or that grow beyond the limit.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

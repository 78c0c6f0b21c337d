import { createReadStream } from 'node:fs';
import { PassThrough, type Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import unbzip2 from 'unbzip2-stream';
import { SqlError } from '../engine.ts';
import type { BucketObject } from './bucket-objects.ts';
import type { Compression, TextEncodingName } from './copy-options.ts';

/** The content of an object, as it is read. */
export interface OpenObject {
  /** UTF-8, decompressed; ends in a SqlError when the object is not what the COPY says. */
  readonly chunks: AsyncIterable<Buffer>;
  /** Bytes of the object that are read, before decompression. */
  bytesRead(): number;
}

const chunkBytes = 256 * 1024;

/** Opens an object for reading from its beginning. */
export function openObject(object: BucketObject, compression: Compression, encoding: TextEncodingName): OpenObject {
  const file = createReadStream(object.path, { highWaterMark: chunkBytes });
  const plain = decompress(file, compression);
  const guarded = named(plain, object, compression);
  return {
    chunks: encoding === 'utf8' ? guarded : transcode(guarded, object, encoding),
    bytesRead: () => file.bytesRead,
  };
}

function decompress(file: Readable, compression: Compression): Readable {
  if (compression === 'none') return file;
  if (compression === 'bzip2') return decompressBzip2(file);
  const decoder = compression === 'gzip' ? createGunzip({ chunkSize: chunkBytes }) : createUnzstd();
  file.on('error', (error) => decoder.destroy(error));
  return file.pipe(decoder);
}

/** The decoder is a stream of the older kind, which cannot be iterated. */
function decompressBzip2(file: Readable): Readable {
  const output = new PassThrough();
  const fail = (error: Error) => output.destroy(error);
  const decoder = unbzip2();
  decoder.on('error', fail);
  file.on('error', fail);
  decoder.pipe(output);
  file.pipe(decoder);
  return output;
}

function createUnzstd(): Transform {
  const decoder = new Decompress();
  const transform = new Transform({
    transform: (chunk: Buffer, _, done) => attempt(() => decoder.push(chunk), done),
    flush: (done) => attempt(() => decoder.push(new Uint8Array(0), true), done),
  });
  decoder.ondata = (chunk) => transform.push(chunk);
  return transform;
}

function attempt(work: () => void, done: (error?: Error) => void): void {
  try {
    work();
    done();
  } catch (error) {
    done(error instanceof Error ? error : new Error(String(error)));
  }
}

async function* named(chunks: Readable, object: BucketObject, compression: Compression): AsyncGenerator<Buffer> {
  try {
    yield* chunks as AsyncIterable<Buffer>;
  } catch (error) {
    if (compression === 'none') throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new SqlError(`ERROR: ${object.url} is not a valid ${compression.toUpperCase()} file: ${reason}`, {
      cause: error,
    });
  }
}

async function* transcode(
  chunks: AsyncIterable<Buffer>,
  object: BucketObject,
  encoding: TextEncodingName,
): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(endianness(chunk, object, encoding), { fatal: true });
    yield Buffer.from(decodeStrictly(decoder, object, encoding, chunk));
  }
  if (decoder) yield Buffer.from(decodeStrictly(decoder, object, encoding));
}

function endianness(start: Buffer, object: BucketObject, encoding: TextEncodingName): 'utf-16le' | 'utf-16be' {
  if (encoding !== 'utf16') return encoding === 'utf16be' ? 'utf-16be' : 'utf-16le';
  const mark = start.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return 'utf-16le';
  if (mark === 'feff') return 'utf-16be';
  throw notEncoded(object, encoding);
}

function decodeStrictly(
  decoder: TextDecoder,
  object: BucketObject,
  encoding: TextEncodingName,
  chunk?: Buffer,
): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch (error) {
    if (error instanceof TypeError) throw notEncoded(object, encoding);
    throw error;
  }
}

function notEncoded(object: BucketObject, encoding: TextEncodingName): SqlError {
  return new SqlError(`ERROR: File encoding is not ${encoding.toUpperCase()}: ${object.url}`);
}

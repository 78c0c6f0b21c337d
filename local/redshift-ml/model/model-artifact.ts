import { gunzipSync } from 'node:zlib';
import { decode } from '@shelacek/ubjson';
import { parseTar } from 'nanotar';
import { UnsupportedModelError } from './xgboost-json.ts';

/** What XGBoost on SageMaker calls the file in model.tar.gz. */
const usualName = 'xgboost-model';
const maximumBytes = 2 ** 30;

/**
 * Reads XGBoost's JSON model out of what SageMaker leaves in a bucket: the model itself, or model.tar.gz with the model
 * in it. UBJSON, XGBoost's binary twin of JSON, becomes JSON.
 *
 * @throws UnsupportedModelError for other formats and damaged files.
 */
export function readModelArtifact(bytes: Buffer): string {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isGzip) return readModel(bytes);
  const unpacked = attempt('the gzip file is damaged', () => gunzipSync(bytes, { maxOutputLength: maximumBytes }));
  return isTar(unpacked) ? readModel(findModel(unpacked)) : readModel(unpacked);
}

function isTar(bytes: Buffer): boolean {
  return bytes.toString('latin1', 257, 262) === 'ustar';
}

function findModel(archive: Buffer): Buffer {
  const files = attempt('the tar file is damaged', () => parseTar(archive)).filter(({ type }) => type === 'file');
  const named = files.find(({ name }) => name.split('/').at(-1) === usualName);
  const [only, ...others] = named ? [named] : files;
  if (!only?.data || others.length > 0) {
    const names = files.map(({ name }) => name).join(', ');
    throw new UnsupportedModelError(`the archive must hold one file, or one called ${usualName}; it holds ${names}`);
  }
  return Buffer.from(only.data);
}

function readModel(bytes: Buffer): string {
  const start = bytes.toString('latin1', 0, 4);
  if (/^\s*\{\s*["}]/.test(bytes.toString('latin1', 0, 64))) return bytes.toString('utf8');
  if (start.startsWith('{')) return JSON.stringify(decodeUbjson(bytes), plainArrays);
  if (start === 'binf' || start === 'bs64') {
    throw new UnsupportedModelError(
      "XGBoost's old binary format is not supported by the local engine; save the model as JSON",
    );
  }
  if (bytes[0] === 0x80) {
    throw new UnsupportedModelError('a pickled model is not supported by the local engine; save the model as JSON');
  }
  throw new UnsupportedModelError('this is not an XGBoost model in JSON or UBJSON');
}

function decodeUbjson(bytes: Buffer): unknown {
  const int64Handling = ({ view }: { view: DataView }, offset: number) => Number(view.getBigInt64(offset));
  return attempt('the UBJSON is damaged', () => decode(new Uint8Array(bytes).buffer, { int64Handling }));
}

function plainArrays(_key: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) ? Array.from(value as Float32Array, Number) : value;
}

function attempt<T>(reason: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new UnsupportedModelError(reason, { cause });
  }
}

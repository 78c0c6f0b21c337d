import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { copyFile, mkdir, rename } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { asText } from '../../template/values.ts';
import type { SdkCall, SdkCallContext } from '../sdk-call.ts';

/**
 * Copies a file of the stack's assets into a bucket, unless it is there already. Gives a line that says what became of it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 *
 * @throws Error when the source is no file of the assets; ServiceError AccessDeniedException.
 */
export async function copyObject({ where, parameters }: SdkCall, context: SdkCallContext): Promise<string> {
  const [sourceBucket = '', ...sourceKey] = decodeURIComponent(text('CopySource')).replace(/^\//, '').split('/');
  const [bucket, key] = [text('Bucket'), text('Key')];
  context.authorize('s3:GetObject', objectArn(sourceBucket, sourceKey.join('/')));
  context.authorize('s3:PutObject', objectArn(bucket, key));

  const source = context.assetPath(sourceKey.join('/'));
  if (!statSync(source).isFile())
    throw new Error(`${where}: ${source} is no file, and only files of the assets are copied`);
  const target = placeOf(context.bucketsFolder, bucket, key);
  if (target === undefined) throw new Error(`${where}: ${key} is no key that can be kept in a folder`);
  if (existsSync(target) && (await digestOf(source)) === (await digestOf(target)))
    return `s3://${bucket}/${key} is there`;
  await mkdir(dirname(target), { recursive: true });
  // A reader sees the whole object or none, and COPY takes every object whose key begins with the one it is told.
  const beside = join(dirname(target), `.${basename(target)}.part`);
  await copyFile(source, beside);
  await rename(beside, target);
  return `copied ${source} to s3://${bucket}/${key}`;

  function text(name: string): string {
    return asText(parameters[name], `${where}.Create.parameters.${name}`);
  }
}

const objectArn = (bucket: string, key: string) => `arn:aws:s3:::${bucket}/${key}`;

function placeOf(bucketsFolder: string, bucket: string, key: string): string | undefined {
  const folder = resolve(bucketsFolder, bucket) + sep;
  const place = resolve(folder, key);
  return place.startsWith(folder) ? place : undefined;
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

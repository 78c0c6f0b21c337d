import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

/** What S3 tells of an object without giving it. */
export interface ObjectFacts {
  readonly size: number;
  readonly lastModified: Date;
}

/** The facts of the file that stands for an object; undefined when there is none. */
export async function readFacts(file: string | undefined): Promise<ObjectFacts | undefined> {
  if (file === undefined) return undefined;
  try {
    const found = await stat(file);
    return found.isFile() ? { size: found.size, lastModified: found.mtime } : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
      return undefined;
    }
    throw error;
  }
}

/** The ETag of an object that was uploaded in one part. */
export async function etagOf(file: string): Promise<string> {
  const digest = createHash('md5');
  for await (const chunk of createReadStream(file)) digest.update(chunk);
  return `"${digest.digest('hex')}"`;
}

import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const bufferLength = 64 * 1024;

/**
 * Writes a file that appears only when it is whole: into a temporary file beside it first, which then takes its name.
 * An earlier file of that name stays as it is until then, and for good when the text breaks off with an error.
 */
export async function replaceFile(path: string, texts: AsyncIterable<string> | Iterable<string>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  // Its name must not begin with the file's: COPY takes every object whose key begins with the one that it is told.
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  try {
    await writeTexts(temporary, texts);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeTexts(path: string, texts: AsyncIterable<string> | Iterable<string>): Promise<void> {
  const file = await open(path, 'w');
  try {
    let buffer = '';
    for await (const text of texts) {
      buffer += text;
      if (buffer.length < bufferLength) continue;
      await file.writeFile(buffer);
      buffer = '';
    }
    await file.writeFile(buffer);
    await file.sync();
  } finally {
    await file.close();
  }
}

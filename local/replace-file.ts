import { open, rename } from 'node:fs/promises';

/** Writes beside the file and renames, so that an interrupted write leaves what was there; only the owner may read it. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

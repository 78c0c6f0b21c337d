import { createHash } from 'node:crypto';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a build read and wrote: a digest for each file. */
export interface BuildRecord {
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/** SHA-256 of each file by its path relative to the folder; a missing file has the empty digest. */
export async function digests(folder: string, files: readonly string[]): Promise<Record<string, string>> {
  const entries = files.map(async (file) => [file, await digest(join(folder, file))] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** All files below a folder, relative to it; none when there is no such folder. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(absent([]));
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
}

/** The record of the last finished build; undefined when there is none, or when it was cut short. */
export async function readRecord(file: string): Promise<BuildRecord | undefined> {
  const text = await readFile(file, 'utf8').catch(absent(undefined));
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as BuildRecord;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Keeps the record of a finished build. */
export async function writeRecord(file: string, record: BuildRecord): Promise<void> {
  const unfinished = `${file}.${process.pid}.part`;
  await writeFile(unfinished, JSON.stringify(record, undefined, 2));
  await rename(unfinished, file);
}

/** True when two sets of digests name the same files with the same contents. */
export function sameDigests(left: Readonly<Record<string, string>>, right: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => left[name] === right[name]);
}

async function digest(file: string): Promise<string> {
  const bytes = await readFile(file).catch(absent(undefined));
  return bytes ? createHash('sha256').update(bytes).digest('hex') : '';
}

/** Gives a value in place of a file or folder that does not exist. */
function absent<Value>(value: Value): (error: NodeJS.ErrnoException) => Value {
  return (error) => {
    if (error.code === 'ENOENT') return value;
    throw error;
  };
}

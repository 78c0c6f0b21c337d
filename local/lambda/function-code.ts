import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { unzip } from 'fflate';

/** Where the code of a function comes from: an asset, or the text of `ZipFile` in the template. */
export type FunctionCode =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'archive'; readonly path: string }
  | { readonly kind: 'inline'; readonly text: string };

/**
 * Puts a function's code into a folder of its own, as Lambda does in `/var/task`: what lies beside or above an asset, such
 * as a `package.json` or `node_modules`, is none of the function's.
 *
 * @throws Error when an archive is none, or would write outside the folder.
 */
export async function unpackCode(code: FunctionCode, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  // A package.json further up may make every file an ES module.
  await writeFile(join(folder, 'package.json'), '{}');
  if (code.kind === 'inline') await writeFile(join(folder, 'index.js'), code.text);
  else if (code.kind === 'folder') await cp(code.path, folder, { recursive: true, dereference: true });
  else await unpackArchive(code.path, folder);
}

async function unpackArchive(path: string, folder: string): Promise<void> {
  for (const [name, content] of Object.entries(await readArchive(path))) {
    const file = resolve(folder, name);
    if (!file.startsWith(folder + sep)) throw new Error(`${path}: ${name} lies outside the archive's folder`);
    if (name.endsWith('/')) continue;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

async function readArchive(path: string): Promise<Readonly<Record<string, Uint8Array>>> {
  const archive = await readFile(path);
  return new Promise((settle, reject) => {
    unzip(archive, (error, files) => {
      if (error) reject(new Error(`${path} is no zip archive: ${error.message}`));
      else settle(files);
    });
  });
}

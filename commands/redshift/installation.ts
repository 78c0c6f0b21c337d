import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DamagedStateError } from '../../local/damaged-state.ts';

/** What makes a data folder's workgroup its own, from its first start on. */
export interface Installation {
  readonly formatVersion: 1;
  readonly workgroupId: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * The installation of a data folder, made when it has none.
 *
 * @throws DamagedStateError naming the file when it cannot be used.
 */
export function openInstallation(folder: string): Installation {
  const file = join(folder, 'installation.json');
  if (existsSync(file)) return readInstallation(file);
  const installation = newInstallation();
  writeFileSync(`${file}.new`, `${JSON.stringify(installation, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return installation;
}

function readInstallation(file: string): Installation {
  try {
    const installation = JSON.parse(readFileSync(file, 'utf8')) as Installation;
    const { formatVersion, workgroupId, accessKeyId, secretAccessKey } = installation;
    const texts = [workgroupId, accessKeyId, secretAccessKey];
    if (formatVersion === 1 && texts.every((text) => typeof text === 'string')) return installation;
  } catch (cause) {
    throw new DamagedStateError(`${file} is damaged`, { cause });
  }
  throw new DamagedStateError(`${file} is damaged, or of another version`);
}

function newInstallation(): Installation {
  const accessKeyId = `AKIA${randomBytes(8).toString('hex').toUpperCase()}`;
  const secretAccessKey = randomBytes(30).toString('base64url');
  return { formatVersion: 1, workgroupId: randomUUID(), accessKeyId, secretAccessKey };
}

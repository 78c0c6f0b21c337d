import { createWriteStream, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Opens `local.log` of a state folder, each line with its time; the log of the start before stays beside it.
 *
 * @param onFailure is told once when the log cannot be written, as on a full disk: what it logs goes on without it.
 */
export function openLogFile(folder: string, onFailure: (reason: string) => void): (line: string) => void {
  const path = join(folder, 'local.log');
  // A start keeps its own log and the one before, so that the folder does not grow for ever.
  if (existsSync(path)) renameSync(path, `${path}.old`);
  const file = createWriteStream(path);
  file.on('error', ({ message }) => onFailure(`The log ${path} is written no more: ${message}`));
  return (line) => void file.write(`${new Date().toISOString()} ${line}\n`);
}

import { readFileSync } from 'node:fs';

const longestFile = 300;
const roomsWithoutName = /(^|\/)(utils?|helpers?|common|misc|types)(\/|\.tsx?$)/;

/** Says which files are too long to read in one go or live in a room without a name of the domain. */
export function findMisfits(files: readonly string[], read = (file: string) => readFileSync(file, 'utf8')): string[] {
  return files.flatMap((file) => {
    const lines = read(file).split('\n').length - 1;
    return [
      ...(lines > longestFile ? [`${file} has ${lines} lines, more than ${longestFile}`] : []),
      ...(roomsWithoutName.test(file) ? [`${file} needs a place with a name of the domain`] : []),
    ];
  });
}

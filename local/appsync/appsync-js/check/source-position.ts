import { dirname, join } from 'node:path/posix';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { Problem } from './problem.ts';

type Position = Pick<Problem, 'file' | 'line' | 'column'>;

/** Maps a position in a bundle (line 1 and up, column 0 and up) to the source, by the bundle's inline source map. */
export function createPositionMap(code: string, fileName: string): (line: number, column: number) => Position {
  const encoded = /\/\/# sourceMappingURL=data:application\/json;base64,([\w+/=]+)\s*$/.exec(code)?.[1];
  const map = encoded ? new TraceMap(Buffer.from(encoded, 'base64').toString('utf8')) : undefined;
  return (line, column) => {
    const original = map && originalPositionFor(map, { line, column });
    if (!original?.source) return { file: fileName, line, column: column + 1 };
    // Sources are relative to the bundle; what lies above its top folder is left out.
    const file = join(dirname(fileName), original.source).replace(/^(?:\.\.\/)+/, '');
    return { file, line: original.line, column: original.column + 1 };
  };
}

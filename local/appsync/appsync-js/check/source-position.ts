import { dirname, join } from 'node:path/posix';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { Problem } from './problem.ts';

type Position = Pick<Problem, 'file' | 'line' | 'column'>;

/** Maps a position in a bundle (line and column 1 and up) to the source, by the bundle's inline source map. */
export function createPositionMap(code: string, fileName: string): (line: number, column: number) => Position {
  const map = inlineMap(code);
  return (line, column) => {
    const original = map && originalPositionFor(map, { line, column: column - 1 });
    if (!original?.source) return { file: fileName, line, column };
    // Sources are relative to the bundle; what lies above its top folder is left out.
    const file = join(dirname(fileName), original.source).replace(/^(?:\.\.\/)+/, '');
    return { file, line: original.line, column: original.column + 1 };
  };
}

function inlineMap(code: string): TraceMap | undefined {
  const comment = /\/\/# sourceMappingURL=data:application\/json;(?:charset=[\w-]+;)?base64,([\w+/=]+)\s*$/.exec(code);
  try {
    return comment?.[1] ? new TraceMap(Buffer.from(comment[1], 'base64').toString('utf8')) : undefined;
  } catch {
    // A damaged map leaves the positions of the bundle, which are right as well.
    return undefined;
  }
}

import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { WrittenFile } from './unload-files.ts';
import type { UnloadOptions } from './unload-statement.ts';

/**
 * Writes the lines that a query gives into files, each at most as long as MAXFILESIZE says before compression.
 *
 * @returns the files in order; none when there is no line.
 */
export async function writeLines(
  connection: DuckDBConnection,
  query: string,
  header: string | undefined,
  options: UnloadOptions,
  folder: string,
  requireRunning: () => void,
): Promise<WrittenFile[]> {
  const blocks = readBlocks(connection, query, requireRunning);
  const files: WrittenFile[] = [];
  let next = await blocks.next();
  while (!next.done) {
    const path = join(folder, String(files.length));
    let rows = 0;
    const fill = async function* () {
      let bytes = 0;
      if (header !== undefined) {
        rows += 1;
        yield `${header}\n`;
      }
      while (!next.done && (bytes === 0 || bytes + next.value.text.length <= options.maximumBytes)) {
        rows += next.value.rows;
        bytes += next.value.text.length;
        yield next.value.text;
        next = await blocks.next();
      }
    };
    const output = createWriteStream(path);
    const source = Readable.from(fill(), { objectMode: false });
    await (options.isCompressed ? pipeline(source, createGzip(), output) : pipeline(source, output));
    files.push({ path, rows });
  }
  return files;
}

/** Lines of one DuckDB chunk. */
interface Block {
  readonly text: Buffer;
  readonly rows: number;
}

async function* readBlocks(
  connection: DuckDBConnection,
  query: string,
  requireRunning: () => void,
): AsyncGenerator<Block, undefined> {
  const result = await connection.stream(query);
  for (;;) {
    requireRunning();
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return undefined;
    const lines = chunk.getColumnValues(0);
    yield { text: Buffer.from(`${lines.join('\n')}\n`), rows: lines.length };
  }
}

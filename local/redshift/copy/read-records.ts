import { SqlError } from '../engine.ts';
import type { BucketObject } from './bucket-objects.ts';
import type { CopyOptions } from './copy-options.ts';
import { decodeLines } from './decode-lines.ts';
import type { LoadRecord, RecordParser } from './load-record.ts';
import { openObject } from './open-object.ts';

/** Records, and how much of the object is read. */
export interface RecordBatch {
  readonly records: readonly LoadRecord[];
  readonly bytesRead: number;
  readonly hasInvalidBytes: boolean;
}

/** A row is at most 4 MB long, https://docs.aws.amazon.com/redshift/latest/dg/r_COPY.html. */
const longestRecord = 4 * 1024 * 1024;

/** Reads an object record by record, in batches: an await for each one would cost more than the parsing. */
export async function* readRecords(
  object: BucketObject,
  options: Pick<CopyOptions, 'compression' | 'encoding' | 'headerLines'>,
  parse: RecordParser,
): AsyncGenerator<RecordBatch> {
  const { chunks, bytesRead } = openObject(object, options.compression, options.encoding);
  let rest = '';
  let line = 1;
  let hasInvalidBytes = false;
  const take = (text: string, isLast: boolean) => {
    const parsed = parse(text, line, isLast);
    rest = text.slice(parsed.end);
    line = parsed.line;
    return { records: parsed.records, bytesRead: bytesRead(), hasInvalidBytes };
  };
  for await (const lines of decodeLines(chunks)) {
    hasInvalidBytes ||= lines.hasInvalidBytes;
    let text = rest + lines.text;
    while (line <= options.headerLines && text !== '') {
      const end = text.indexOf('\n') + 1;
      text = end === 0 ? '' : text.slice(end);
      line += 1;
    }
    yield take(text, false);
    if (rest.length > longestRecord) {
      throw new SqlError(`ERROR: The record at line ${line} of ${object.url} is longer than 4 MB`);
    }
  }
  yield take(rest, true);
}

import type { QualifiedName, TokenReader } from '../syntax/token-reader.ts';
import { isSymbol } from '../syntax/tokens.ts';
import type { CopyOptions } from './copy-options.ts';
import { type ObjectUrl, readObjectUrl } from './object-url.ts';
import { readCopyOptions } from './read-copy-options.ts';

/** A COPY statement. */
export interface CopyStatement {
  readonly relation: QualifiedName;
  /** Undefined when the statement names none: all columns of the table that are not identities, in order. */
  readonly columns: readonly string[] | undefined;
  readonly source: ObjectUrl;
  readonly options: CopyOptions;
}

/** Parses COPY t [(columns)] FROM 's3://bucket/prefix' and its options; an option that is not known is refused. */
export function readCopy(reader: TokenReader): CopyStatement {
  reader.expect('copy');
  const relation = reader.qualifiedName();
  const columns = isSymbol(reader.peek(), '(') ? readColumns(reader) : undefined;
  reader.expect('from');
  return { relation, columns, source: readObjectUrl(reader.text()), options: readCopyOptions(reader) };
}

function readColumns(reader: TokenReader): string[] {
  reader.expectSymbol('(');
  const columns = [reader.name()];
  while (reader.takeSymbol(',')) columns.push(reader.name());
  reader.expectSymbol(')');
  return columns;
}

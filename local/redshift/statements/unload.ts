import { rmSync } from 'node:fs';
import { SqlError, StatementCancelledError } from '../engine.ts';
import { changedRows } from '../results/read-result.ts';
import { rememberTransfer } from '../session/last-transfers.ts';
import { mainVerb } from '../syntax/main-verb.ts';
import { readTokens } from '../syntax/token-reader.ts';
import { isSymbol, isWord, type Token, tokenize } from '../syntax/tokens.ts';
import { publishFiles } from '../unload/publish-files.ts';
import { discardUnloadSource, readUnloadSource } from '../unload/unload-columns.ts';
import { openAside, requireDestination } from '../unload/unload-files.ts';
import { readUnload } from '../unload/unload-statement.ts';
import { writeFiles } from '../unload/write-files.ts';
import type { Call, StatementHandler } from './context.ts';
import { planQuery } from './plan-query.ts';

/**
 * UNLOAD ('query') TO 's3://bucket/prefix': each file is whole or not there, and none is when the query fails,
 * https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html.
 */
export const unload: StatementHandler = (call, context) => {
  const statement = readUnload(call.reader);
  const query = readQueryCall(statement.query, call);
  const { bucketsFolder } = context;
  return context.connections.read(call.run, async (connection) => {
    const input = () => ({ tokens: query.tokens });
    const plan = await planQuery(query, context, connection.duckdb, input);
    const rights = context.bucketRights(statement.options.iamRole);
    rights.require('s3:ListBucket', statement.target);
    requireDestination(bucketsFolder, statement.target, statement.options);
    const requireRunning = () => {
      if (call.run.isCancelled()) throw new StatementCancelledError('UNLOAD was cancelled');
    };
    const aside = openAside(bucketsFolder);
    try {
      const source = await readUnloadSource(connection.duckdb, plan.sql, statement.options);
      const written = await writeFiles(connection.duckdb, source, statement.options, aside, requireRunning);
      requireRunning();
      const rows = publishFiles({ bucketsFolder, aside, rights }, statement, written, source.columns);
      if (context.session) await rememberTransfer(connection.duckdb, { last_unload_count: rows });
      return changedRows(rows);
    } finally {
      await discardUnloadSource(connection.duckdb);
      rmSync(aside, { recursive: true });
    }
  });
};

/** The quoted query as a statement; what stands in quotes holds no parameters. */
function readQueryCall(sql: string, call: Call): Call {
  const tokens = tokenize(sql);
  const last = tokens.at(-1);
  const query = isSymbol(last, ';') ? tokens.slice(0, -1) : tokens;
  if (!isWord(query[0], 'select', 'with') && !isSymbol(query[0], '(')) {
    throw new SqlError(`ERROR: syntax error at or near "${query[0]?.value ?? ''}"`);
  }
  if (hasOuterLimit(query)) throw new SqlError('ERROR: Limit clause is not supported');
  return { ...call, sql, tokens: query, reader: readTokens(query, sql.length), parameters: new Map() };
}

function hasOuterLimit(tokens: readonly Token[]): boolean {
  let depth = 0;
  return tokens.slice(mainVerb(tokens)).some((token) => {
    if (isSymbol(token, '(')) depth += 1;
    if (isSymbol(token, ')')) depth -= 1;
    return depth === 0 && isWord(token, 'limit');
  });
}

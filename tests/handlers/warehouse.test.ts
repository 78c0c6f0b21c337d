import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  PredictionTimedOutError,
  StatementFailedError,
  ThrottledError,
  WarehouseUnavailableError,
} from '../../handlers/errors.ts';
import { openWarehouse } from '../../handlers/warehouse.ts';
import type { HttpResponse } from '../../local/http.ts';
import { type Served, serve } from '../../local/serve.ts';

type Reply = readonly [status: number, body: object] | 'silence';

const environment = { REDSHIFT_WORKGROUP: 'recourse-dev', REDSHIFT_DATABASE: 'recourse', REDSHIFT_SCHEMA: 'recourse' };
const id = '0b6c1a5e-3c5f-4c3a-9d0e-000000000001';
const columns = [{ name: 'a' }, { name: 'b' }];

/** What the endpoint replies by operation, the last reply again and again; a cloud on a bad day. */
let script: Record<string, Reply[]> = {};
let called: string[] = [];
let served: Served;

beforeAll(async () => {
  served = await serve(
    async ({ headers }) => {
      const operation = headers['x-amz-target']?.split('.')[1] ?? '';
      called.push(operation);
      const replies = script[operation] ?? [];
      const reply = replies.length > 1 ? replies.shift() : replies[0];
      return reply === undefined || reply === 'silence' ? new Promise<HttpResponse>(() => {}) : json(...reply);
    },
    { host: '127.0.0.1', port: 0 },
  );
  vi.stubEnv('AWS_ENDPOINT_URL_REDSHIFT_DATA', served.url);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIATEST');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});
afterEach(() => {
  called = [];
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await served.close(0);
});

describe('a query of the warehouse', () => {
  it('takes two calls when the statement ends within the wait', async () => {
    script = {
      ExecuteStatement: [[200, { Id: id, Status: 'FINISHED' }]],
      GetStatementResult: [[200, page([[1, 'x']])]],
    };
    expect(await query()).toEqual([{ a: 1, b: 'x' }]);
    expect(called).toEqual(['ExecuteStatement', 'GetStatementResult']);
  });

  it('waits on for a statement that takes longer, whatever its state is called', async () => {
    script = {
      ExecuteStatement: [[200, { Id: id, Status: 'SUBMITTED' }]],
      DescribeStatement: [
        [200, { Id: id, Status: 'UNKNOWN' }],
        [200, { Id: id, Status: 'FINISHED' }],
      ],
      GetStatementResult: [[200, page([])]],
    };
    expect(await query()).toEqual([]);
    expect(called.filter((operation) => operation === 'DescribeStatement')).toHaveLength(2);
  });

  it('reads every page of a long result', async () => {
    script = {
      ExecuteStatement: [[200, { Id: id, Status: 'FINISHED' }]],
      GetStatementResult: [
        [200, { ...page([[1, 'x']]), NextToken: 'more' }],
        [200, page([[2, 'y']])],
      ],
    };
    expect(await query()).toEqual([
      { a: 1, b: 'x' },
      { a: 2, b: 'y' },
    ]);
  });

  it.each(['FAILED', 'ABORTED'])("tells that a statement ended %s, with the database's text", async (Status) => {
    script = {
      ExecuteStatement: [[200, { Id: id, Status }]],
      DescribeStatement: [[200, { Id: id, Status, Error: 'ERROR: relation "x" does not exist' }]],
    };
    const error = await query().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(StatementFailedError);
    expect(error).toMatchObject({ message: 'ERROR: relation "x" does not exist', isMissingObject: true });
  });

  it('cancels the statement when the time is up, also when the cancelling fails', async () => {
    script = {
      ExecuteStatement: [[200, { Id: id, Status: 'STARTED' }]],
      DescribeStatement: [[200, { Id: id, Status: 'STARTED' }]],
      CancelStatement: [[400, { __type: 'ValidationException', Message: 'Could not cancel a query' }]],
    };
    await expect(query(1_100)).rejects.toBeInstanceOf(PredictionTimedOutError);
    expect(called.at(-1)).toBe('CancelStatement');
  });

  it('ends at its deadline when the endpoint never answers', async () => {
    script = { ExecuteStatement: ['silence'] };
    await expect(query(300)).rejects.toBeInstanceOf(PredictionTimedOutError);
  });

  it.each([
    ['ActiveStatementsExceededException', 400, ThrottledError],
    ['InternalServerException', 500, WarehouseUnavailableError],
  ])('tells %s as what the caller can do about it', async (type, status, expected) => {
    script = { ExecuteStatement: [[status, { __type: type, Message: 'a bad day' }]] };
    const error = await query().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(expected);
    expect(error).toMatchObject({ cause: { name: type } });
  });
});

const query = (budgetMs = 5_000) => openWarehouse(environment).query('SELECT :a', { a: '1' }, Date.now() + budgetMs);

function page(rows: readonly (readonly [number, string])[]) {
  const Records = rows.map(([a, b]) => [{ longValue: a }, { stringValue: b }]);
  return { ColumnMetadata: columns, Records, TotalNumRows: rows.length };
}

function json(status: number, body: object): HttpResponse {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify(body) };
}

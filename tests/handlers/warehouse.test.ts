import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readEnvironment } from '../../handlers/environment.ts';
import {
  PredictionTimedOutError,
  StatementFailedError,
  ThrottledError,
  WarehouseUnavailableError,
} from '../../handlers/errors.ts';
import { openWarehouse } from '../../handlers/warehouse.ts';
import { openScriptedDataApi, type Reply, type ScriptedDataApi } from './scripted-data-api.ts';

const environment = readEnvironment({
  REDSHIFT_WORKGROUP: 'recourse-dev',
  REDSHIFT_DATABASE: 'recourse',
  REDSHIFT_SCHEMA: 'recourse',
  POWERTOOLS_SERVICE_NAME: 'predictions',
  POWERTOOLS_METRICS_NAMESPACE: 'recourse-dev',
});
const id = '0b6c1a5e-3c5f-4c3a-9d0e-000000000001';
const columns = [{ name: 'a' }, { name: 'b' }];

let figures: Record<string, number> = {};
let api: ScriptedDataApi;

function measure(figure: string, value: number): void {
  figures[figure] = (figures[figure] ?? 0) + value;
}

beforeAll(async () => {
  api = await openScriptedDataApi();
});
afterEach(() => {
  api.forget();
  figures = {};
  vi.restoreAllMocks();
});
afterAll(() => api.close());

describe('a query of the warehouse', () => {
  it('takes two calls when the statement ends within the wait', async () => {
    api.script = {
      ExecuteStatement: [[200, { Id: id, Status: 'FINISHED' }]],
      GetStatementResult: [[200, page([[1, 'x']])]],
    };
    expect(await query()).toEqual([{ a: 1, b: 'x' }]);
    expect(api.called).toEqual(['ExecuteStatement', 'GetStatementResult']);
  });

  it('waits on for a statement that takes longer, whatever its state is called', async () => {
    api.script = {
      ExecuteStatement: [[200, { Id: id, Status: 'SUBMITTED' }]],
      DescribeStatement: [
        [200, { Id: id, Status: 'UNKNOWN' }],
        [200, { Id: id, Status: 'FINISHED' }],
      ],
      GetStatementResult: [[200, page([])]],
    };
    expect(await query()).toEqual([]);
    expect(api.called.filter((operation) => operation === 'DescribeStatement')).toHaveLength(2);
  });

  it('reads every page of a long result', async () => {
    api.script = {
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
    api.script = {
      ExecuteStatement: [[200, { Id: id, Status }]],
      DescribeStatement: [[200, { Id: id, Status, Error: 'ERROR: relation "x" does not exist' }]],
    };
    const error = await query().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(StatementFailedError);
    expect(error).toMatchObject({ message: 'ERROR: relation "x" does not exist', isMissingObject: true });
  });

  it('cancels the statement when the time is up, also when the cancelling fails', async () => {
    api.script = {
      ExecuteStatement: [[200, { Id: id, Status: 'STARTED' }]],
      DescribeStatement: [[200, { Id: id, Status: 'STARTED' }]],
      CancelStatement: [[400, { __type: 'ValidationException', Message: 'Could not cancel a query' }]],
    };
    await expect(query(1_550)).rejects.toBeInstanceOf(PredictionTimedOutError);
    expect(api.called.at(-1)).toBe('CancelStatement');
  });

  it('cancels a statement of which nobody learns any more whether it has ended', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    api.script = {
      ExecuteStatement: [[200, { Id: id, Status: 'STARTED' }]],
      DescribeStatement: [trouble],
      CancelStatement: [[200, { Status: true }]],
    };
    await expect(query()).rejects.toBeInstanceOf(WarehouseUnavailableError);
    expect(api.called.at(-1)).toBe('CancelStatement');
    expect(api.asked.at(-1)).toEqual({ Id: id });
  });

  it('makes no pause that leaves no time for another call', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.999);
    api.script = { ExecuteStatement: [throttled] };
    await expect(query(1_600)).rejects.toBeInstanceOf(ThrottledError);
    expect(figures.WaitTime).toBeLessThanOrEqual(100);
  });

  it('ends at its deadline when the endpoint never answers', async () => {
    api.script = { ExecuteStatement: ['silence'] };
    await expect(query(1_550)).rejects.toBeInstanceOf(PredictionTimedOutError);
  });

  it('is not begun when there is no time left to wait for its end', async () => {
    api.script = { ExecuteStatement: [trouble] };
    await expect(query(1_400)).rejects.toBeInstanceOf(PredictionTimedOutError);
    await expect(query(-5_000)).rejects.toBeInstanceOf(PredictionTimedOutError);
    expect(api.called).toEqual([]);
  });

  it('waits no longer than its time, but is submitted again by the same request', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const now = Date.now;
    vi.spyOn(Date, 'now').mockImplementation(() => now() + 8_000 * api.called.length);
    api.script = {
      ExecuteStatement: [throttled, [200, { Id: id, Status: 'STARTED' }]],
      DescribeStatement: [[200, { Id: id, Status: 'FINISHED' }]],
      GetStatementResult: [[200, page([])]],
    };

    await query(25_000);

    expect(api.asked.map(({ WaitTimeSeconds }) => WaitTimeSeconds)).toEqual([20, 20, 8, undefined]);
    expect(api.asked[1]).toEqual(api.asked[0]);
  });

  it.each([
    ['ActiveStatementsExceededException', 400, ThrottledError],
    ['InternalServerException', 500, WarehouseUnavailableError],
  ])('tells %s as what the caller can do about it', async (type, status, expected) => {
    api.script = { ExecuteStatement: [[status, { __type: type, Message: 'a bad day' }]] };
    const error = await query(1_550).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(expected);
    expect(error).toMatchObject({ cause: { name: type } });
  });

  it('makes a call again that was throttled or went wrong, and the statement runs once', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    api.script = {
      ExecuteStatement: [throttled, trouble, [200, { Id: id, Status: 'FINISHED' }]],
      GetStatementResult: [trouble, [200, page([[1, 'x']])]],
    };

    expect(await query()).toEqual([{ a: 1, b: 'x' }]);

    const submits = api.asked.filter((_, index) => api.called[index] === 'ExecuteStatement');
    expect(submits).toHaveLength(3);
    expect(submits[0]).toHaveProperty('ClientToken');
    for (const submit of submits) expect(submit).toEqual(submits[0]);
    expect(api.called.filter((operation) => operation === 'GetStatementResult')).toHaveLength(2);
    expect(figures).toMatchObject({ Calls: 5, Retries: 3, WaitTime: 0, Rows: 1, StatementTime: expect.any(Number) });
  });

  it('measures the time of a statement that has failed, too', async () => {
    api.script = {
      ExecuteStatement: [[200, { Id: id, Status: 'FAILED' }]],
      DescribeStatement: [[200, { Id: id, Status: 'FAILED', Error: 'ERROR: division by zero' }]],
    };
    await expect(query()).rejects.toBeInstanceOf(StatementFailedError);
    expect(figures).toEqual({ Calls: 2, StatementTime: expect.any(Number) });
  });

  it('does not run a statement again that has failed', async () => {
    api.script = {
      ExecuteStatement: [[200, { Id: id, Status: 'STARTED' }]],
      DescribeStatement: [[200, { Id: id, Status: 'FAILED', Error: 'ERROR: division by zero' }]],
    };

    await expect(query()).rejects.toBeInstanceOf(StatementFailedError);
    expect(api.called).toEqual(['ExecuteStatement', 'DescribeStatement']);
  });
});

describe('a warehouse that has not answered five calls in a row', () => {
  it('is left alone for a second, and then asked by one call', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    api.script = { ExecuteStatement: [trouble] };
    const warehouse = openWarehouse(environment, measure);
    const ask = () => warehouse.query('SELECT 1', {}, Date.now() + 5_000);

    const first = await ask().catch((error: unknown) => error);
    expect(first).toMatchObject({ name: 'WarehouseUnavailableError', cause: { name: 'InternalServerException' } });
    expect(api.called).toHaveLength(5);
    expect(figures).toMatchObject({ Calls: 5, Retries: 4 });
    const second = await ask().catch((error: unknown) => error);
    expect(second).toMatchObject({ name: 'WarehouseUnavailableError' });
    const { retryAfterMs } = (second as WarehouseUnavailableError).info;
    expect(retryAfterMs).toBeGreaterThan(0);
    expect(retryAfterMs).toBeLessThanOrEqual(1_000);
    expect(api.called).toHaveLength(5);

    const later = Date.now() + 1_000;
    vi.spyOn(Date, 'now').mockReturnValue(later);
    api.script = { ExecuteStatement: [[200, { Id: id, Status: 'FINISHED' }]], GetStatementResult: [[200, page([])]] };
    const [probe, other] = await Promise.allSettled([ask(), ask()]);
    expect(probe).toMatchObject({ status: 'fulfilled', value: [] });
    expect(other).toMatchObject({ status: 'rejected', reason: { name: 'WarehouseUnavailableError' } });
    expect(await ask()).toEqual([]);
  });
});

const throttled: Reply = [400, { __type: 'ThrottlingException', Message: 'Rate exceeded' }];
const trouble: Reply = [500, { __type: 'InternalServerException', Message: 'a bad day' }];

const query = (budgetMs = 5_000) =>
  openWarehouse(environment, measure).query('SELECT :a', { a: '1' }, Date.now() + budgetMs);

function page(rows: readonly (readonly [number, string])[]) {
  const Records = rows.map(([a, b]) => [{ longValue: a }, { stringValue: b }]);
  return { ColumnMetadata: columns, Records, TotalNumRows: rows.length };
}

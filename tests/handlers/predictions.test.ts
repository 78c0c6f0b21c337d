import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { exampleCustomer } from '../../client/example-customer.ts';
import type { handler, PredictionsEvent, PredictionsReply } from '../../handlers/predictions.ts';
import { openScriptedDataApi, type ScriptedDataApi } from './scripted-data-api.ts';

const requestId = '6f1f0a0c-0000-4000-8000-000000000001';
const awsRequestId = '6f1f0a0c-0000-4000-8000-000000000002';
const denied = 'ERROR: permission denied for function predict_1';

let api: ScriptedDataApi;
let handle: typeof handler;
/** What the function wrote. */
const lines: string[] = [];

beforeAll(async () => {
  api = await openScriptedDataApi();
  vi.stubEnv('REDSHIFT_WORKGROUP', 'recourse-dev');
  vi.stubEnv('REDSHIFT_DATABASE', 'recourse');
  vi.stubEnv('REDSHIFT_SCHEMA', 'recourse');
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'predictions');
  vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'recourse-dev');
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
  for (const method of ['log', 'info', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation((line: string) => void lines.push(line));
  }
  ({ handler: handle } = await import('../../handlers/predictions.ts'));
});
afterEach(() => {
  api.forget();
  lines.length = 0;
});
afterAll(async () => {
  vi.restoreAllMocks();
  await api.close();
});

const ranking = (deadline: number): PredictionsEvent => ({
  field: 'rankStrategies',
  arguments: { customer: exampleCustomer },
  requestId,
  deadline,
});

async function errorOf(event: PredictionsEvent): Promise<object | undefined> {
  const reply = (await handle(event, { awsRequestId })) as PredictionsReply;
  return 'error' in reply ? reply.error : undefined;
}

function failing(): void {
  api.script = {
    ExecuteStatement: [[200, { Id: requestId, Status: 'FAILED' }]],
    DescribeStatement: [[200, { Id: requestId, Status: 'FAILED', Error: denied }]],
  };
}

describe('the Lambda', () => {
  it('masks what it did not expect, and tells the request id in the error and in every line of the log', async () => {
    failing();

    expect(await errorOf(ranking(Date.now() + 25_000))).toEqual({
      type: 'InternalFailure',
      message: 'The prediction failed unexpectedly.',
      info: { requestId },
    });
    const logged = lines.map((line) => JSON.parse(line));
    expect(logged.map((line) => line.requestId)).toEqual([requestId, requestId, requestId]);
    expect(logged[0]).toMatchObject({ level: 'ERROR', message: 'failed', function_request_id: awsRequestId });
    expect(logged[0]).toMatchObject({ cause: expect.stringContaining(denied) });
    expect(logged[1]).toMatchObject({ ColdStart: 1, Questions: 1, Calls: [1, 1], StatementTime: expect.any(Number) });
    expect(logged[2]).toMatchObject({ errorType: 'InternalFailure', Errors: 1 });
  });

  it('has its own id where none is sent', async () => {
    const { requestId: _, ...event } = ranking(Date.now() - 60_000) as PredictionsEvent & { requestId: string };

    expect(await errorOf(event as PredictionsEvent)).toMatchObject({ info: { requestId: awsRequestId } });
    expect(lines.map((line) => JSON.parse(line).requestId)).toEqual(lines.map(() => awsRequestId));
  });

  it('asks nothing once an answer would be too late', async () => {
    expect(await errorOf(ranking(Date.now() - 60_000))).toMatchObject({ type: 'PredictionTimedOut' });
    expect(api.called).toEqual([]);
  });

  it.each([Number.NaN, null, 'soon', undefined])('has its own budget when the deadline is %s', async (deadline) => {
    failing();

    expect(await errorOf(ranking(deadline as number))).toMatchObject({ type: 'InternalFailure' });
    expect(api.asked[0]).toMatchObject({ WaitTimeSeconds: 20 });
  });

  it('keeps to the earliest deadline of a batch, whose replies travel together', async () => {
    failing();
    const now = Date.now();

    await handle([ranking(now + 25_000), ranking(now + 10_000)], { awsRequestId });

    expect(api.asked[0]).toMatchObject({ WaitTimeSeconds: 9 });
  });

  it('counts the errors of a batch by their types', async () => {
    failing();
    const event = ranking(Date.now() + 25_000);
    const invalid = { ...event, arguments: { customer: { ...exampleCustomer, age: 17 } } } as PredictionsEvent;

    await handle([event, invalid, event], { awsRequestId });

    const counted = lines.map((line) => JSON.parse(line)).filter(({ Errors }) => Errors !== undefined);
    expect(counted).toMatchObject([
      { errorType: 'InvalidCustomer', Errors: 1 },
      { errorType: 'InternalFailure', Errors: 2 },
    ]);
  });

  it('logs nothing that a caller told of a customer', async () => {
    failing();
    const secret = { ...exampleCustomer, customerId: 'Ada', income: 98_765_432, age: 17 };

    const reply = await handle(
      {
        ...{ field: 'rankCustomers', arguments: { customers: [exampleCustomer, secret] } },
        ...{ requestId, deadline: Date.now() + 25_000 },
      },
      { awsRequestId },
    );

    expect(reply).toMatchObject({ error: { type: 'InternalFailure' } });
    expect(lines.join()).not.toMatch(/Ada|98765432|98_765_432|income|456904/);
  });

  it('refuses a field that no resolver sends', async () => {
    expect(await errorOf({ field: 'secrets' } as unknown as PredictionsEvent)).toMatchObject({
      type: 'InternalFailure',
    });
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { HttpRequest, HttpResponse } from '../../local/http.ts';
import { createIam, type Iam } from '../../local/iam/iam.ts';
import { createRedshiftData } from '../../local/redshift-data/redshift-data.ts';
import { accountId } from '../iam/roles.ts';
import { signedRequest } from '../iam/signed-request.ts';
import { database, workgroup } from './open-data-api.ts';
import { scriptedEngine } from './scripted-engine.ts';

let iam: Iam;
let handle: (request: HttpRequest) => Promise<HttpResponse>;
let errors: unknown[];

beforeEach(() => {
  errors = [];
  iam = createIam({ resources: [], accountId });
  const onError = (error: unknown) => void errors.push(error);
  handle = createRedshiftData({ engine: scriptedEngine(), iam, workgroups: [workgroup], onError });
});

/** Answers ExecuteStatement to a body as it stands. */
async function answerTo(body: string): Promise<HttpResponse> {
  return handle(await signedRequest(iam.issueOperatorCredentials(), { body }));
}

describe('the protocol of the Data API', () => {
  it('is awsJson1_1, with a request id and epoch seconds', async () => {
    const before = Date.now() / 1_000;

    const response = await answerTo(JSON.stringify({ ...database, Sql: 'SELECT 1', Unknown: 'member', DbUser: null }));

    expect(response.status).toBe(200);
    expect(response.headers).toEqual({
      'content-type': 'application/x-amz-json-1.1',
      'x-amzn-requestid': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const { CreatedAt } = JSON.parse(String(response.body));
    expect(CreatedAt).toBeGreaterThanOrEqual(before);
    expect(CreatedAt).toBeLessThanOrEqual(Date.now() / 1_000);
  });

  it('names an error in __type, with status and message', async () => {
    const response = await answerTo(JSON.stringify({ ...database, Sql: '' }));

    expect(response).toMatchObject({ status: 400, headers: { 'x-amzn-requestid': expect.any(String) } });
    expect(JSON.parse(String(response.body))).toEqual({
      __type: 'ValidationException',
      Message: 'SQL statement is empty.',
    });
  });

  it.each([
    ['{', "The request's body is no JSON"],
    ['[]', 'LIST_VALUE can not be converted to a Structure'],
    ['{"Sql":1}', 'NUMBER_VALUE can not be converted to a String'],
    ['{"Sql":"x","WaitTimeSeconds":"1"}', 'STRING_VALUE can not be converted to an Integer'],
    ['{"Sql":"x","WithEvent":1}', 'NUMBER_VALUE can not be converted to a Boolean'],
    ['{"Sql":"x","Parameters":{}}', 'STRUCTURE_VALUE can not be converted to a List'],
    ['{"Sql":"x","Parameters":[null]}', 'NULL_VALUE can not be converted to a Structure'],
  ])('answers SerializationException to %s', async (body, message) => {
    const response = await answerTo(body);

    expect(response.status).toBe(400);
    expect(JSON.parse(String(response.body))).toEqual({
      __type: 'SerializationException',
      Message: expect.stringContaining(message),
    });
  });

  it('answers UnknownOperationException to an operation that the service does not have', async () => {
    const response = await handle({
      ...(await signedRequest(iam.issueOperatorCredentials())),
      headers: { 'x-amz-target': 'RedshiftData.DropEverything' },
    });

    expect(response.status).toBe(400);
    expect(JSON.parse(String(response.body))).toEqual({
      __type: 'UnknownOperationException',
      Message: 'RedshiftData.DropEverything is not known.',
    });
  });

  it('asks for a signature', async () => {
    const response = await handle({
      ...(await signedRequest(iam.issueOperatorCredentials())),
      headers: {
        'x-amz-target': 'RedshiftData.ExecuteStatement',
      },
    });

    expect(response.status).toBe(400);
    expect(String(response.body)).toContain('MissingAuthenticationTokenException');
  });

  it('masks what it didn’t expect, and reports it', async () => {
    const failure = new Error('secret detail');
    const broken = createRedshiftData({
      engine: scriptedEngine(),
      iam: {
        ...iam,
        authorize: () => {
          throw failure;
        },
      },
      workgroups: [workgroup],
      onError: (error) => void errors.push(error),
    });
    const body = JSON.stringify({ ...database, Sql: 'SELECT 1' });

    const response = await broken(await signedRequest(iam.issueOperatorCredentials(), { body }));

    expect(response.status).toBe(500);
    expect(JSON.parse(String(response.body)).__type).toBe('InternalServerException');
    expect(String(response.body)).not.toContain('secret');
    expect(errors).toEqual([failure]);
  });
});

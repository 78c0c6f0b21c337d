import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findStack } from '../../commands/deployment/find-stack.ts';
import { validSettings } from '../../infra/settings.ts';

/** Answers as CloudFormation does where only the stack recourse-prod is deployed. */
const cloudFormation = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (text: string) => {
    body += text;
  });
  request.on('end', () => {
    const name = new URLSearchParams(body).get('StackName');
    const isThere = name === 'recourse-prod';
    const text = isThere ? described : refused(`Stack with id ${name} does not exist`);
    response.writeHead(isThere ? 200 : 400, { 'content-type': 'text/xml' }).end(text);
  });
});
const member = (key: string, value: string) =>
  `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`;
const described = `<DescribeStacksResponse><DescribeStacksResult><Stacks><member>
  <StackName>recourse-prod</StackName><StackStatus>UPDATE_COMPLETE</StackStatus>
  <CreationTime>2026-01-01T00:00:00Z</CreationTime>
  <Outputs>${member('GraphQLUrl', 'https://api.example/graphql')}</Outputs>
</member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
const refused = (message: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>${message}</Message></Error></ErrorResponse>`;

beforeAll(async () => {
  await new Promise<void>((resolve) => cloudFormation.listen(0, '127.0.0.1', resolve));
  const { port } = cloudFormation.address() as AddressInfo;
  vi.stubEnv('AWS_ENDPOINT_URL_CLOUDFORMATION', `http://127.0.0.1:${port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});
afterAll(() => {
  vi.unstubAllEnvs();
  cloudFormation.close();
});

describe('findStack', () => {
  it('reads the outputs of the stack that the stage names', async () => {
    const deployment = await findStack(validSettings({ stage: 'prod', region: 'eu-west-1' }));

    expect(deployment).toMatchObject({
      stackName: 'recourse-prod',
      condition: 'UPDATE_COMPLETE in eu-west-1',
      graphqlUrl: 'https://api.example/graphql',
      client: { region: 'eu-west-1' },
    });
    expect(() => deployment.output('UserPoolId')).toThrow('The stack recourse-prod has no output UserPoolId');
  });

  it('says which stack is missing, and where', async () => {
    await expect(findStack(validSettings({ stage: 'test' }))).rejects.toThrow(
      'There is no stack recourse-test in us-east-1; deploy it first, or use --local for the local cloud',
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../local/http.ts';
import { createIam } from '../../local/iam/iam.ts';
import { createSigner, readAuthorization, verifySignature } from '../../local/iam/signature.ts';
import { accountId, roleArn, roleResource } from './roles.ts';
import { signedRequest } from './signed-request.ts';

const iam = createIam({ resources: [roleResource('reader')], accountId });
const session = iam.issueCredentials(roleArn('reader'), 'one');

function withHeaders(request: HttpRequest, headers: Record<string, string | undefined>): HttpRequest {
  return { ...request, headers: { ...request.headers, ...headers } };
}

describe('authenticate', () => {
  it('knows the role and session behind a signature', async () => {
    const principal = await iam.authenticate(await signedRequest(session), 'redshift-data');

    expect(principal.arn).toBe(`arn:aws:sts::${accountId}:assumed-role/reader/one`);
    expect(principal.userId).toMatch(/^AROA[A-Z2-7]{17}:one$/);
  });

  it('knows the operator behind a signature without a session token', async () => {
    const principal = await iam.authenticate(await signedRequest(iam.issueOperatorCredentials()), 'redshift-data');

    expect(principal).toMatchObject({ arn: `arn:aws:iam::${accountId}:user/operator`, name: 'operator' });
  });

  it('agrees with the published example of Signature Version 4', async () => {
    // get-vanilla of AWS's signature test suite.
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
    const request: HttpRequest = {
      method: 'GET',
      path: '/',
      query: new URLSearchParams(),
      headers: {
        host: 'example.amazonaws.com',
        'x-amz-date': '20150830T123600Z',
        authorization:
          'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, ' +
          'SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
      },
      body: Buffer.alloc(0),
      sourceIp: '127.0.0.1',
    };
    const expected = { region: 'us-east-1', service: 'service', now: Date.UTC(2015, 7, 30, 12, 36) };

    await verifySignature(request, readAuthorization(request), createSigner(credentials), expected);
  });

  it.each([
    ['body', (request: HttpRequest) => ({ ...request, body: Buffer.from('{"Sql":"DROP TABLE t"}') })],
    ['target', (request: HttpRequest) => withHeaders(request, { 'x-amz-target': 'RedshiftData.CancelStatement' })],
    ['host', (request: HttpRequest) => withHeaders(request, { host: 'elsewhere:4000' })],
    ['path', (request: HttpRequest) => ({ ...request, path: '/other' })],
    ['query', (request: HttpRequest) => ({ ...request, query: new URLSearchParams('a=b') })],
    ['method', (request: HttpRequest) => ({ ...request, method: 'PUT' })],
    ['unsigned header of AWS', (request: HttpRequest) => withHeaders(request, { 'x-amz-other': 'x' })],
  ])('refuses a request whose %s was changed after signing', async (_, change) => {
    const changed = change(await signedRequest(session));

    await expect(iam.authenticate(changed, 'redshift-data')).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      status: 400,
    });
  });

  it('refuses a signature made with another secret', async () => {
    const forged = await signedRequest({ ...session, secretAccessKey: 'not the secret' });

    await expect(iam.authenticate(forged, 'redshift-data')).rejects.toThrow(
      'The request signature we calculated does not match the signature you provided.',
    );
  });

  it('refuses a signature of other characters than hexadecimal ones', async () => {
    const signed = await signedRequest(session);
    const authorization = signed.headers.authorization?.replace(/Signature=../, 'Signature=éé');

    await expect(
      iam.authenticate({ ...signed, headers: { ...signed.headers, authorization } }, 'redshift-data'),
    ).rejects.toMatchObject({ name: 'InvalidSignatureException' });
  });

  it.each([
    ['an unknown access key', { ...session, accessKeyId: 'ASIAUNKNOWN' }],
    ['another session token', { ...session, sessionToken: 'other' }],
    ['no session token', { accessKeyId: session.accessKeyId, secretAccessKey: session.secretAccessKey }],
  ])('refuses %s', async (_, credentials) => {
    await expect(iam.authenticate(await signedRequest(credentials), 'redshift-data')).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
    });
  });

  it.each([
    [{ service: 'dynamodb' }, "Credential should be scoped to correct service: 'redshift-data'."],
    [{ region: 'eu-west-1' }, "Credential should be scoped to a valid region, not 'eu-west-1'."],
  ])('refuses the scope %j', async (scope, message) => {
    await expect(iam.authenticate(await signedRequest(session, scope), 'redshift-data')).rejects.toThrow(message);
  });

  it.each([
    [-301, 'Signature expired: 20261120T115459Z is now earlier than 20261120T115500Z (20261120T120000Z - 5 min.)'],
    [
      301,
      'Signature not yet current: 20261120T120501Z is still later than 20261120T120500Z (20261120T120000Z + 5 min.)',
    ],
  ])('refuses a signature made %i s from now', async (seconds, message) => {
    const now = Date.UTC(2026, 10, 20, 12);
    const frozen = createIam({ resources: [roleResource('reader')], accountId, clock: () => now });
    const credentials = frozen.issueCredentials(roleArn('reader'), 'one');
    const signedAt = (offset: number) => signedRequest(credentials, { signingDate: new Date(now + offset * 1_000) });

    await expect(frozen.authenticate(await signedAt(seconds), 'redshift-data')).rejects.toThrow(message);
    await frozen.authenticate(await signedAt(seconds - Math.sign(seconds)), 'redshift-data');
  });

  it('names what an Authorization header lacks', async () => {
    const request = await signedRequest(session);
    const refuse = (headers: Record<string, string | undefined>) =>
      expect(iam.authenticate(withHeaders(request, headers), 'redshift-data')).rejects;

    await refuse({ authorization: undefined }).toMatchObject({ name: 'MissingAuthenticationTokenException' });
    await refuse({ authorization: 'Bearer token' }).toMatchObject({ name: 'IncompleteSignatureException' });
    await refuse({ authorization: 'AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request' }).toThrow(
      "Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter.",
    );
    await refuse({ 'x-amz-date': undefined }).toThrow("'X-Amz-Date'");
    await refuse({ 'x-amz-date': 'yesterday' }).toThrow("Got 'yesterday'");
    await refuse({ authorization: request.headers.authorization?.replace('/aws4_request', '') }).toThrow(
      'exactly 5 slash-delimited elements',
    );
  });
});

describe('issueCredentials', () => {
  it('names a role that the template lacks', () => {
    expect(() => iam.issueCredentials(roleArn('nobody'), 'one')).toThrow(roleArn('nobody'));
  });
});

import { describe, expect, it } from 'vitest';
import { open, openForEachTest } from './sign-in.ts';

openForEachTest();

describe('the JSON protocol', () => {
  const target = 'AWSCognitoIdentityProviderService.InitiateAuth';

  it('names the error in body and header, readable by browsers', async () => {
    const response = await fetch(open.url, { method: 'POST', headers: { 'x-amz-target': target }, body: '{}' });

    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/x-amz-json-1.1');
    expect(response.headers.get('x-amzn-errortype')).toBe('InvalidParameterException:');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.json()).toEqual({
      __type: 'InvalidParameterException',
      message:
        "2 validation errors detected: Value null at 'authFlow' failed to satisfy constraint: Member must not be null; " +
        "Value at 'clientId' failed to satisfy constraint: Member must not be null",
    });
  });

  it('answers the preflight of a browser', async () => {
    const headers = { 'access-control-request-headers': 'content-type,x-amz-target' };
    const response = await fetch(open.url, { method: 'OPTIONS', headers });

    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-headers')).toBe('content-type,x-amz-target');
  });

  it('refuses a body that is no JSON object', async () => {
    for (const body of ['{', '[]', 'null']) {
      const response = await fetch(open.url, { method: 'POST', headers: { 'x-amz-target': target }, body });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ __type: 'SerializationException' });
    }
  });
});

import {
  createHmac,
  createSign,
  constants as cryptoConstants,
  type KeyObject,
  KeyObject as NodeKey,
  sign,
} from 'node:crypto';
import { exportJWK, exportSPKI, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from '../../local/serve.ts';
import { clientId, issuer, jwks, openApi, privateKey, publicKey, signToken, token } from './open-api.ts';

const api = openApi('type Query { a: Int }');
let served: Served;
beforeAll(async () => {
  served = await serve(api.handler, { host: '127.0.0.1', port: 0 });
});
afterAll(() => served.close());

const call = (authorization: string | undefined) =>
  fetch(`${served.url}/graphql`, {
    method: 'POST',
    headers: authorization === undefined ? {} : { authorization },
    body: '{"query":"{ a }"}',
  });

const [header = '', claims = '', signature = ''] = token.split('.');
const now = () => Math.floor(Date.now() / 1000);
const text = (value: string) => Buffer.from(value).toString('base64url');
const segment = (value: unknown) => text(JSON.stringify(value));
const decoded = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
const rsaKey = NodeKey.from(privateKey as CryptoKey);
const stranger = await generateKeyPair('RS256', { extractable: true });
const strangerKey = NodeKey.from(stranger.privateKey as CryptoKey);
const strangerJwk = await exportJWK(stranger.publicKey);
const modulus = jwks.keys[0]?.n ?? '';

/** Signs any header and claims, whole or as text, with RSA and SHA-256. */
function rs256(head: unknown, body: string = claims, key: KeyObject = rsaKey): string {
  const signed = `${typeof head === 'string' ? head : segment(head)}.${body}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
}

function hs256(secret: string | Buffer): string {
  const signed = `${segment({ alg: 'HS256', kid: 'key-1' })}.${claims}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

function signOtherwise(alg: string, digest: string, padding = cryptoConstants.RSA_PKCS1_PADDING): string {
  const signed = `${segment({ alg, kid: 'key-1' })}.${claims}`;
  return `${signed}.${sign(digest, Buffer.from(signed), { key: rsaKey, padding }).toString('base64url')}`;
}

type Forge = () => string | undefined | Promise<string>;

const forged: Readonly<Record<string, Forge>> = {
  'no header': () => undefined,
  'a blank header': () => ' ',
  'Bearer alone': () => 'Bearer ',
  'another scheme': () => `Basic ${token}`,
  'text that is no token': () => 'meow',
  'two segments': () => `${header}.${claims}`,
  'five segments, as an encrypted token has': () => `${header}..${claims}.${claims}.${signature}`,
  'the good token twice': () => `${token}.${token}`,
  'two tokens in one header': () => `${token}, ${token}`,
  'a blank inside': () => `${header}. ${claims}.${signature}`,
  'a header that is no JSON': () => `meow.${claims}.${signature}`,
  'a header that is a list': () => rs256([{ alg: 'RS256', kid: 'key-1' }]),
  'claims that are no JSON': () => rs256({ alg: 'RS256', kid: 'key-1' }, text('meow')),
  'claims that are null': () => rs256({ alg: 'RS256', kid: 'key-1' }, text('null')),

  'alg none and no signature': () => `${segment({ alg: 'none', kid: 'key-1' })}.${claims}.`,
  'alg None and the old signature': () => `${segment({ alg: 'None', kid: 'key-1' })}.${claims}.${signature}`,
  'no alg': () => rs256({ kid: 'key-1' }),
  'an empty signature': () => `${header}.${claims}.`,
  'a signature cut short': () => `${header}.${claims}.${signature.slice(0, -8)}`,
  'a signature with a byte more': () => `${header}.${claims}.${signature}AA`,
  'a signature spelt in another way': () => `${header}.${claims}.${signature}==`,
  'a signature in the standard alphabet': () => `${header}.${claims}.${signature.slice(0, -1)}+`,
  'a signature with bits beyond its end': () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    return `${token.slice(0, -1)}${alphabet[alphabet.indexOf(token.at(-1) ?? 'A') ^ 1]}`;
  },
  'the signature of another token': async () => `${header}.${claims}.${(await signToken({ jti: 'x' })).split('.')[2]}`,
  'HS256 with the public key in PEM as its secret': async () => hs256(await exportSPKI(publicKey)),
  'HS256 with the modulus of the public key as its secret': () => hs256(Buffer.from(modulus, 'base64url')),
  'HS256 with the modulus as text as its secret': () => hs256(modulus),
  'PS256 by the right key': () => signOtherwise('PS256', 'sha256', cryptoConstants.RSA_PKCS1_PSS_PADDING),
  'RS512 by the right key': () => signOtherwise('RS512', 'sha512'),
  'RS512 that calls itself RS256': () => signOtherwise('RS256', 'sha512'),
  'ES256 by a key of its own': async () => {
    const { privateKey: key } = await generateKeyPair('ES256', { extractable: true });
    const signed = `${segment({ alg: 'ES256', kid: 'key-1' })}.${claims}`;
    const ieee = { key: NodeKey.from(key as CryptoKey), dsaEncoding: 'ieee-p1363' } as const;
    return `${signed}.${sign('sha256', Buffer.from(signed), ieee).toString('base64url')}`;
  },

  'another key under the same kid': () => rs256({ alg: 'RS256', kid: 'key-1' }, claims, strangerKey),
  'a kid that the pool has not': () => rs256({ alg: 'RS256', kid: 'key-2' }),
  'no kid': () => rs256({ alg: 'RS256' }),
  'a kid that is a path': () => rs256({ alg: 'RS256', kid: '../../../../dev/null' }),
  'a kid that JavaScript knows': () => rs256({ alg: 'RS256', kid: '__proto__' }),
  'a kid that is a list': () => rs256({ alg: 'RS256', kid: ['key-1'] }),
  'a key of its own in jwk': () => rs256({ alg: 'RS256', kid: 'key-1', jwk: strangerJwk }, claims, strangerKey),
  'an address of keys in jku': () =>
    rs256({ alg: 'RS256', kid: 'key-1', jku: 'https://example.com/jwks.json' }, claims, strangerKey),
  'a certificate in x5c and its address in x5u': () =>
    rs256({ alg: 'RS256', kid: 'key-1', x5c: ['MIIB'], x5u: 'https://example.com/c.pem' }, claims, strangerKey),
  'alg named twice': () => rs256(text('{"alg":"RS256","alg":"none","kid":"key-1"}')),
  'an extension that it calls critical': () => rs256({ alg: 'RS256', kid: 'key-1', crit: ['b64'], b64: false }),
  'a header changed after signing': () => `${segment({ ...decoded(header), typ: 'at+jwt' })}.${claims}.${signature}`,
  'claims changed after signing': () =>
    `${header}.${segment({ ...decoded(claims), 'cognito:groups': ['admin'] })}.${signature}`,
  'twelve kilobytes of a header': () =>
    rs256({ alg: 'RS256', kid: 'key-1', x: 'x'.repeat(8_000) }, claims, strangerKey),
  'twelve kilobytes of claims': () =>
    rs256({ alg: 'RS256', kid: 'key-1' }, segment({ ...decoded(claims), x: 'x'.repeat(8_000) }), strangerKey),

  'another pool': () => signToken({ iss: `${issuer}X` }),
  'the pool of another Region': () => signToken({ iss: issuer.replaceAll('us-east-1', 'us-east-2') }),
  'no issuer': () => signToken({ iss: undefined }),
  'an issuer that is a list': () =>
    rs256({ alg: 'RS256', kid: 'key-1' }, segment({ ...decoded(claims), iss: [issuer] })),
  'another client': () => signToken({ aud: `${clientId}X` }),
  'no client': () => signToken({ aud: undefined }),
  'a list of clients': () => signToken({ aud: [clientId] }),
  'an access token of another client': () => signToken({ token_use: 'access', aud: clientId, client_id: 'other' }),
  'an ID token that names its client as access tokens do': () => signToken({ aud: undefined, client_id: clientId }),
  'no token_use': () => signToken({ token_use: undefined }),
  'the token_use of a refresh token': () => signToken({ token_use: 'refresh' }),
  'a token_use that is a list': () => signToken({ token_use: ['id'] }),
  'an expired token': () => signToken({ exp: now() - 1 }),
  'no expiry': () => signToken({ exp: undefined }),
  'an expiry that is text': () =>
    rs256({ alg: 'RS256', kid: 'key-1' }, segment({ ...decoded(claims), exp: '9999999999' })),
  'an expiry without end': () =>
    rs256({ alg: 'RS256', kid: 'key-1' }, text(JSON.stringify(decoded(claims)).replace(/"exp":\d+/, '"exp":null'))),
  'a token not valid yet': () => signToken({ nbf: now() + 60 }),
};

describe('a forged token is refused with 401', () => {
  it.each(Object.entries(forged))('%s', async (_, forge) => {
    const reply = await call(await forge());

    expect(reply.status).toBe(401);
    expect(reply.headers.get('x-amzn-errortype')).toBe('UnauthorizedException');
    expect(await reply.json()).toEqual({
      errors: [{ errorType: 'UnauthorizedException', message: expect.any(String) }],
    });
    expect((await call(token)).status).toBe(200);
  });

  it('or, longer than any header may be, by the port itself', async () => {
    const long = rs256({ alg: 'RS256', kid: 'key-1', x: 'x'.repeat(40_000) });

    expect((await call(long)).status).toBe(431);
  });

  it('while the same signing makes a good token where nothing is forged', async () => {
    expect((await call(rs256({ alg: 'RS256', kid: 'key-1' }))).status).toBe(200);
    expect((await call(rs256(header))).status).toBe(200);
  });
});

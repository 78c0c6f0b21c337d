import { importJWK, SignJWT } from 'jose';
import type { Stack } from '../stack/start-stack.ts';
import type { Api } from './api.ts';

/** The API that the contract is checked on: `RECOURSE_URL` with `RECOURSE_TOKEN` when set, else the local cloud. */
export function openApi(stack: Stack): Api {
  const { RECOURSE_URL: endpoint, RECOURSE_TOKEN: token } = process.env;
  if (!endpoint) return { ...stack, sign: (claims) => signAsPool(stack, claims) };
  if (!token) throw new Error('RECOURSE_URL is set, but RECOURSE_TOKEN (an ID token of a user in all groups) is not');
  return { endpoint, token, agentToken: null, groupless: null, sign: null };
}

async function signAsPool({ signingKey, keyId }: Stack, claims: object): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: keyId })
    .sign(await importJWK(signingKey, 'RS256'));
}

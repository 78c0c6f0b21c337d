import { verify } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import type { SignedToken } from './verify-signature.ts';

const port = parentPort;
if (!port) throw new Error('signature-thread.ts runs as a worker thread only');
port.on('message', (tokens: readonly SignedToken[]) => port.postMessage(tokens.map(isSigned)));

function isSigned({ token, key }: SignedToken): boolean {
  const end = token.lastIndexOf('.');
  const encoded = token.slice(end + 1);
  const signature = Buffer.from(encoded, 'base64url');
  // The signature holds all but its own spelling, of which Node takes several (RFC 7515 section 2 has one).
  if (signature.toString('base64url') !== encoded) return false;
  return verify('RSA-SHA256', Buffer.from(token.slice(0, end)), key, signature);
}

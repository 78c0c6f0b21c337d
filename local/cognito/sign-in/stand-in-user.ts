import { createHmac, randomUUID } from 'node:crypto';
import type { OpenPool } from '../open-pool.ts';
import { fold } from '../users/aliases.ts';
import { createVerifier, type PasswordVerifier } from './password-verifier.ts';

// No user has this verifier; checking a password against it takes as long as against a real one.
const { verifier } = createVerifier('nobody', 'nobody', randomUUID());

/**
 * What is shown in place of a user who does not exist, so that nobody learns who does: the same at each attempt, as a real
 * user's salt is.
 */
export function standInUser({ pool, keys }: OpenPool, text: string): PasswordVerifier & { readonly username: string } {
  const name = fold(pool, text);
  const digest = createHmac('sha256', keys.refreshToken).update(`stand-in ${name}`).digest('hex');
  const username = pool.usernameAttributes.length > 0 ? uuidOf(digest) : name;
  return { username, salt: digest.slice(32), verifier };
}

function uuidOf(digest: string): string {
  return digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5');
}

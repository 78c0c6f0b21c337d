import type { KeyObject } from 'node:crypto';
import DataLoader from 'dataloader';
import { startThread } from '../../start-thread.ts';

/** A JWT in its compact form, and the public key that should have signed it. */
export interface SignedToken {
  readonly token: string;
  readonly key: KeyObject;
}

/**
 * Whether the RS256 signature of a token is the key's: every token is checked anew, in a thread that all APIs of the
 * process share. The tokens of all requests that have come in go there together: a signature takes as long to verify as
 * a fourth of a small request, and handing it to a thread by itself takes nearly as long.
 *
 * Rejects when the thread ends; the next call starts another.
 */
export function verifySignature(signed: SignedToken): Promise<boolean> {
  return signatures.load(signed);
}

const signatures = new DataLoader<SignedToken, boolean>(
  async (tokens) => {
    verification ??= startVerification().catch((error: unknown) => {
      verification = undefined;
      throw error;
    });
    return (await verification)(tokens);
  },
  { cache: false, batchScheduleFn: setImmediate },
);

type Verification = (tokens: readonly SignedToken[]) => Promise<readonly boolean[]>;
let verification: Promise<Verification> | undefined;

async function startVerification(): Promise<Verification> {
  const thread = await startThread(new URL('./signature-thread.ts', import.meta.url), undefined);
  // The thread answers in the order of the questions.
  const pending: { resolve(verdicts: readonly boolean[]): void; reject(error: Error): void }[] = [];
  let hasEnded = false;
  const end = (error: Error) => {
    // The exit after an error may come when the next thread is at work.
    if (hasEnded) return;
    hasEnded = true;
    verification = undefined;
    for (const { reject } of pending.splice(0)) reject(error);
  };
  thread.on('message', (verdicts: readonly boolean[]) => {
    pending.shift()?.resolve(verdicts);
    if (pending.length === 0) thread.unref();
  });
  thread.on('error', end);
  thread.on('exit', (code) => end(new Error(`The thread that verifies signatures ended with code ${code}`)));
  // It ends with the process, which only a question under way keeps alive.
  thread.unref();
  return (tokens) =>
    new Promise((resolve, reject) => {
      pending.push({ resolve, reject });
      thread.ref();
      thread.postMessage(tokens);
    });
}

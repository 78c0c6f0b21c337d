import { createInterface } from 'node:readline/promises';

/** What somebody is asked. */
export interface Question {
  /** What will be done, as a sentence. */
  readonly intent: string;
  /** What to type to have it done. */
  readonly answer: string;
  /** True when the command line has answered. */
  readonly yes: boolean;
}

/**
 * Asks before something that costs or cannot be undone; what is agreed to already is told.
 *
 * @throws Error when the answer is another, or there is no terminal to ask on.
 */
export async function confirm({ intent, answer, yes }: Question): Promise<void> {
  if (yes) {
    console.error(intent);
    return;
  }
  if (!process.stdin.isTTY) throw new Error(`${intent} There is no terminal to ask on; agree with --yes`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl-C and Ctrl-D close it, and leave the question open for ever.
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  const given = await Promise.race([terminal.question(`${intent} Type "${answer}" to go on: `), closed]);
  terminal.close();
  if (given.trim() !== answer) throw new Error('Nothing was done');
}

import { startStandIn } from './start-stand-in.ts';

/** What a browser test needs to know about the stack it drives. */
export interface Stack {
  readonly url: string;
  readonly demo: { readonly username: string; readonly password: string };
  close(): Promise<void>;
}

/** The stack that the page is tested on. */
export const startStack = (): Promise<Stack> => startStandIn();

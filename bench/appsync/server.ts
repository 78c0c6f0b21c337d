import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The servers that the bench compares. */
export type ServerKind = 'appsync' | 'yoga' | 'bare';

/** What a server process is told at its start. */
export interface ServerTask {
  readonly kind: ServerKind;
  /** Cloud assembly of the API; the peers need none. */
  readonly assemblyFolder: string;
  /** An empty folder for the users of the API. */
  readonly stateFolder: string;
}

/** What a server process says when it listens. */
export interface Listening {
  readonly url: string;
  /** Empty for a server that checks none. */
  readonly token: string;
}

/** A server in a process of its own. */
export interface ServerProcess extends Listening {
  /** Bytes on the heap after a forced collection. */
  heapBytes(): Promise<number>;
  close(): Promise<void>;
}

/** Starts a server in a fresh process; rejects when it ends before it listens. */
export async function startServer(task: ServerTask): Promise<ServerProcess> {
  const child = fork(fileURLToPath(new URL('./server-process.ts', import.meta.url)), {
    // As npm start does, and for every server alike: what a request leaves behind is collected while it is young.
    execArgv: ['--max-semi-space-size=32', '--import', 'tsx'],
  });
  const exited = once(child, 'exit');
  const ended = exited.then(([code]): never => {
    throw new Error(`The process of ${task.kind} ended with code ${code}`);
  });
  ended.catch(() => undefined);
  const ask = async <Answer>(message: ServerTask | 'heap'): Promise<Answer> => {
    const said = once(child, 'message');
    child.send(message);
    const [answer] = await Promise.race([said, ended]);
    return answer as Answer;
  };
  return {
    ...(await ask<Listening>(task)),
    heapBytes: () => ask<number>('heap'),
    close: async () => {
      child.kill();
      await exited;
    },
  };
}

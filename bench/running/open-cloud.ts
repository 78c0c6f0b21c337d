import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CloudReady } from './cloud-process.ts';

/** A cloud in a process of its own. */
export interface OpenedCloud extends CloudReady {
  /** Bytes on its heap after a forced collection. */
  heapBytes(): Promise<number>;
  close(): Promise<void>;
}

/** Starts the whole local cloud, trained on a small history, in a process of its own that a request may bring down. */
export async function openCloud(): Promise<OpenedCloud> {
  const child = fork(fileURLToPath(new URL('./cloud-process.ts', import.meta.url)), [], {
    execArgv: ['--import', import.meta.resolve('tsx')],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2_000);
  });
  const died = once(child, 'exit');
  const ready = once(child, 'message') as Promise<[CloudReady]>;
  const first = await Promise.race([ready, died.then(() => undefined)]);
  if (!first) throw new Error(`The cloud did not start: ${complaint}`);
  return {
    ...first[0],
    async heapBytes() {
      child.send('heap');
      const [bytes] = (await once(child, 'message')) as [number];
      return bytes;
    },
    async close() {
      if (child.connected) child.disconnect();
      const killer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await died;
      clearTimeout(killer);
    },
  };
}

import { once } from 'node:events';
import type { CloudReady } from './cloud-process.ts';
import { forkScript } from './fork-script.ts';

/** A cloud in a process of its own. */
export interface OpenedCloud extends CloudReady {
  /** Bytes on its heap after a forced collection. */
  heapBytes(): Promise<number>;
  close(): Promise<void>;
}

/** Starts the whole local cloud, trained on a small history, in a process of its own that a request may bring down. */
export async function openCloud(): Promise<OpenedCloud> {
  const { child, died } = forkScript(new URL('./cloud-process.ts', import.meta.url));
  const ready = once(child, 'message') as Promise<[CloudReady]>;
  const first = await Promise.race([ready, died]);
  if (typeof first === 'string') throw new Error(`The cloud ${first}`);
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

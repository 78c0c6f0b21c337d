import '../../commands/start/environment.ts';
import { once } from 'node:events';
import { join } from 'node:path';
import { collectGarbage } from './collect-garbage.ts';
import { withRecourse } from './with-recourse.ts';

/** What the process that holds the cloud says when it answers. */
export interface CloudReady {
  readonly endpoint: string;
  readonly token: string;
  readonly logFile: string;
}

await withRecourse(['--rows', '3000'], async ({ endpoint, token, options }) => {
  const ready: CloudReady = { endpoint, token, logFile: join(options.state, 'local.log') };
  process.send?.(ready);
  process.on('message', () => {
    collectGarbage();
    process.send?.(process.memoryUsage().heapUsed);
  });
  await once(process, 'disconnect');
});

import '../../../commands/start/environment.ts';
import { once } from 'node:events';
import { withRecourse } from '../../running/with-recourse.ts';

/** What the process that holds the cloud says when it answers. */
export interface CloudReady {
  readonly endpoint: string;
  readonly token: string;
}

await withRecourse(['--rows', '3000'], async ({ endpoint, token }) => {
  const ready: CloudReady = { endpoint, token };
  process.send?.(ready);
  await once(process, 'disconnect');
});

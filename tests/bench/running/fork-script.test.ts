import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { forkScript } from '../../../bench/running/fork-script.ts';

const script = join(mkdtempSync(join(tmpdir(), 'fork-')), 'script.ts');
writeFileSync(
  script,
  `process.send?.('ready');
  process.once('disconnect', () => {
    process.stderr.write('left alone');
    process.exitCode = 3;
  });`,
);

it.each([
  ['is disconnected', 'disconnect', 'ended by exit code 3: left alone'],
  ['is killed', 'kill', 'ended by SIGTERM: '],
] as const)('a script that %s tells how it ended', async (_, leave, told) => {
  const { child, died } = forkScript(pathToFileURL(script));
  await once(child, 'message');

  child[leave]();

  expect(await died).toBe(told);
});

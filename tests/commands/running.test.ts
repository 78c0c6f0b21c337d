import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { findRunning } from '../../commands/start/running.ts';

const folder = mkdtempSync(join(tmpdir(), 'recourse-running-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('names the announcement of a running installation when it is damaged', () => {
  const file = join(folder, 'running.json');
  writeFileSync(file, '{"url":"http:');

  expect(() => findRunning(folder)).toThrow(`${file} is damaged; end what runs from its folder and start it again`);
});

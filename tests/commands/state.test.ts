import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digest, openState } from '../../commands/start/state.ts';

const newFolder = () => join(mkdtempSync(join(tmpdir(), 'recourse-state-')), 'state');
const silent = () => {
  throw new Error('not expected to be rebuilt');
};

describe('the state of an installation', () => {
  it('remembers what was done from which inputs', () => {
    const folder = newFolder();
    const first = openState(folder, silent);
    first.markDone('load', digest('csv', 1));

    const second = openState(folder, silent);

    expect(second.isDone('load', digest('csv', 1))).toBe(true);
    expect(second.isDone('load', digest('csv', 2))).toBe(false);
    expect(second.current.installationId).toBe(first.current.installationId);
  });

  it('gives each installation an id and a password of its own, readable by its owner alone', () => {
    const [one, other] = [newFolder(), newFolder()];
    expect(openState(one, silent).current.demoPassword).not.toBe(openState(other, silent).current.demoPassword);
    expect(statSync(join(one, 'state.json')).mode & 0o077).toBe(0);
  });

  it('rebuilds a folder of another format and says so', () => {
    const folder = newFolder();
    openState(folder, silent);
    const file = join(folder, 'state.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"formatVersion": 1', '"formatVersion": 0'));
    writeFileSync(join(folder, 'old.db'), 'old');

    const reasons: string[] = [];
    openState(folder, (reason) => reasons.push(reason));

    expect(reasons).toEqual([`${folder} has format 0, this is format 1: rebuilding it`]);
    expect(() => statSync(join(folder, 'old.db'))).toThrow('ENOENT');
  });

  it.each(['{', '', 'null', '[]', '{"formatVersion":1}', '{"formatVersion":1,"done":{"load":5}}'])(
    'names a file that is damaged: %j',
    (text) => {
      const folder = newFolder();
      openState(folder, silent);
      writeFileSync(join(folder, 'state.json'), text);
      expect(() => openState(folder, silent)).toThrow(/state\.json is damaged$/);
    },
  );
});

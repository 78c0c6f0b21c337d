import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digest, openState } from '../../commands/start/state.ts';
import { takeStateFolder } from '../../commands/start/state-folder.ts';

const newFolder = () => join(mkdtempSync(join(tmpdir(), 'recourse-state-')), 'state');
const silent = () => {
  throw new Error('not expected to be rebuilt');
};

describe('the state folder', () => {
  it("is its owner's alone", async () => {
    const folder = newFolder();
    await takeStateFolder(folder);
    expect(statSync(folder).mode & 0o077).toBe(0);
  });

  it('is refused, and left as it is, when it holds anything else', async () => {
    const folder = newFolder();
    mkdirSync(folder);
    writeFileSync(join(folder, 'thesis.txt'), 'not ours');
    await expect(takeStateFolder(folder)).rejects.toThrow(/it holds thesis\.txt.*choose another with --state/);
    expect(readdirSync(folder)).toEqual(['thesis.txt']);
  });
});

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

  it('takes no step for done that was begun anew', () => {
    const folder = newFolder();
    const first = openState(folder, silent);
    first.markDone('load', 'csv');
    first.markUndone('load');

    expect(openState(folder, silent).isDone('load', 'csv')).toBe(false);
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
    writeFileSync(join(folder, 'cognito.json'), 'old');
    writeFileSync(join(folder, 'thesis.txt'), 'not ours');

    const reasons: string[] = [];
    openState(folder, (reason) => reasons.push(reason));

    expect(reasons).toEqual([`${folder} has format 0, this is format 1: rebuilding it`]);
    expect(() => statSync(join(folder, 'cognito.json'))).toThrow('ENOENT');
    expect(readFileSync(join(folder, 'thesis.txt'), 'utf8')).toBe('not ours');
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

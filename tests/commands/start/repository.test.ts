import { appendFileSync, cpSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildAll } from '../../../build/build-all.ts';
import { cleanUp, launch, newFolder, small, stepsDone } from '../start-command.ts';

afterAll(cleanUp);

describe('a repository of its own', () => {
  it('is built by a start and a build at once, and follows its SQL', { timeout: 180_000 }, async () => {
    const repository = newFolder();
    const left = new Set(['node_modules', 'dist', 'cdk.out', 'tests']);
    for (const name of readdirSync('.').filter((entry) => !entry.startsWith('.') && !left.has(entry)))
      cpSync(name, join(repository, name), { recursive: true });
    symlinkSync(join(process.cwd(), 'node_modules'), join(repository, 'node_modules'));
    // The pages take longer to build than all the rest, and are no different.
    await buildAll({ only: ['web'] });
    for (const name of ['web', 'web.json'])
      cpSync(join('dist', name), join(repository, 'dist', name), { recursive: true });
    const state = join(newFolder(), 'state');
    const once = () => launch('start', [...small(state), '--once', '--json'], repository).ended;

    const [first, build] = await Promise.all([once(), launch('build', [], repository).ended]);

    expect([first, build]).toMatchObject([{ code: 0 }, { code: 0 }]);
    expect(build.stdout).toMatch(/^web +unchanged/m);
    appendFileSync(join(repository, 'sql', 'model', 'evaluate.sql'), '-- Changed.\n');
    const changed = await once();
    expect(changed).toMatchObject({ code: 0 });
    expect(stepsDone(changed)).toEqual(['synthesize', 'train']);
  });
});

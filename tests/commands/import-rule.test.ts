import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findForbiddenImports } from '../../commands/check/import-rule.ts';
import { findMisfits } from '../../commands/check/size-rule.ts';
import { sourceFiles } from '../../commands/check/sources.ts';

const imports = (file: string, text: string) =>
  findForbiddenImports([file], () => text).map(({ line, imported }) => `${line} ${imported}`);

describe('the import rule', () => {
  it('holds in every source file', () => {
    expect(findForbiddenImports(sourceFiles())).toEqual([]);
  });

  it('finds an import of a forbidden folder, with its line', () => {
    expect(imports('local/a/b.ts', "import 'node:fs';\nimport { x } from '../../infra/x.ts';")).toEqual([
      '2 ../../infra/x.ts',
    ]);
    expect(imports('web/a.ts', "export { x } from '../handlers/x.ts';")).toEqual(['1 ../handlers/x.ts']);
    expect(imports('client/a.ts', "await import('../local/x.ts');")).toEqual(['1 ../local/x.ts']);
  });

  it('lets types pass where only types are allowed', () => {
    expect(imports('infra/a.ts', "import type { E } from '../handlers/environment.ts';")).toEqual([]);
    expect(imports('infra/a.ts', "import { E } from '../handlers/environment.ts';")).toEqual([
      '1 ../handlers/environment.ts',
    ]);
  });

  it('sees types that are imported in place, and folders that it does not know', () => {
    expect(imports('local/a.ts', "type A = import('../infra/x.ts').A;")).toEqual(['1 ../infra/x.ts']);
    expect(imports('new/a.ts', "import '../client/x.ts';")).toEqual(['1 ../client/x.ts']);
  });

  it('knows which packages a folder must do without', () => {
    expect(imports('resolvers/a.ts', "import x from 'lodash';")).toEqual(['1 lodash']);
    expect(imports('handlers/a.ts', "import x from '@aws-sdk/client-redshift-data';")).toEqual([]);
  });
});

describe('the source files', () => {
  it('are those that git knows or will know, without what is generated, ignored or deleted', () => {
    const root = mkdtempSync(join(tmpdir(), 'sources-'));
    const git = (...args: string[]) => execFileSync('git', args, { cwd: root });
    mkdirSync(join(root, 'a/generated'), { recursive: true });
    for (const file of ['kept.ts', 'deleted.ts', 'ignored.ts', 'notes.md', 'a/generated/types.ts'])
      writeFileSync(join(root, file), '');
    writeFileSync(join(root, '.gitignore'), 'ignored.ts');
    git('init', '-q');
    git('add', '.');
    writeFileSync(join(root, 'new.tsx'), '');
    rmSync(join(root, 'deleted.ts'));

    expect(sourceFiles(root).toSorted()).toEqual(['kept.ts', 'new.tsx']);
  });
});

describe('the size rule', () => {
  it('holds in every source file', () => {
    expect(findMisfits(sourceFiles())).toEqual([]);
  });

  it('finds long files and rooms without a name', () => {
    expect(findMisfits(['data/utils/a.ts'], () => '\n'.repeat(301))).toEqual([
      'data/utils/a.ts has 301 lines, more than 300',
      'data/utils/a.ts needs a place with a name of the domain',
    ]);
  });
});

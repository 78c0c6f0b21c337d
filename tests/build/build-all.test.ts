import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { buildAll } from '../../build/build-all.ts';
import { maxResolverCharacters } from '../../build/resolvers.ts';
import { fields } from '../../graphql/fields.ts';

const only = ['resolvers', 'handlers'] as const;
let outdir: string;

beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'recourse-dist-'));
});

async function rebuiltParts(): Promise<string[]> {
  const parts = await buildAll({ only, outdir });
  return parts.filter(({ rebuilt }) => rebuilt).map(({ name }) => name);
}

describe('buildAll', () => {
  it('bundles every resolver that fields.ts names, within AppSync’s limit', async () => {
    await buildAll({ only: ['resolvers'], outdir });

    for (const { resolver } of Object.values(fields.Query)) {
      const code = await readFile(join(outdir, `resolvers/${resolver}.js`), 'utf8');
      expect(code).toMatch(/export \{[^}]*\brequest\b[^}]*\bresponse\b/);
      expect(code).toContain('sourceMappingURL=data:application/json');
      expect(code.length).toBeLessThanOrEqual(maxResolverCharacters);
    }
  });

  it('bundles a small Lambda that Node can load where nothing is installed', async () => {
    await buildAll({ only: ['handlers'], outdir });

    const bundle = join(outdir, 'handlers/predictions/index.mjs');
    const script = `console.log(typeof (await import(${JSON.stringify(bundle)})).handler)`;
    const env = {
      ...{ REDSHIFT_WORKGROUP: 'w', REDSHIFT_DATABASE: 'd', REDSHIFT_SCHEMA: 's', AWS_REGION: 'us-east-1' },
      ...{ POWERTOOLS_SERVICE_NAME: 'p', POWERTOOLS_METRICS_NAMESPACE: 'n' },
    };
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env });
    expect(stdout).toBe('function\n');
    expect((await stat(bundle)).size).toBeLessThan(400_000);
  });

  it('writes the same bytes each time', async () => {
    const files = ['resolvers/Query.model.js', 'handlers/predictions/index.mjs'];
    const bytes = () => Promise.all(files.map((file) => readFile(join(outdir, file))));
    await buildAll({ only, outdir });
    const before = await bytes();
    await Promise.all(only.map((part) => rm(join(outdir, part), { recursive: true })));

    await buildAll({ only, outdir });

    expect(await bytes()).toEqual(before);
  });

  it('leaves alone what has not changed', async () => {
    expect(await rebuiltParts()).toEqual(['resolvers', 'handlers']);
    expect(await rebuiltParts()).toEqual([]);
  });

  it.each([
    ['is gone', (file: string) => rm(file)],
    ['has other bytes', (file: string) => writeFile(file, 'export {}')],
  ])('builds a part again when one of its files %s', async (_, damage) => {
    await rebuiltParts();
    await damage(join(outdir, 'resolvers/Query.model.js'));

    expect(await rebuiltParts()).toEqual(['resolvers']);
  });

  it('builds a part again when an input has changed since', async () => {
    await rebuiltParts();
    const record = join(outdir, 'handlers.json');
    const { inputs, outputs } = JSON.parse(await readFile(record, 'utf8'));
    await writeFile(record, JSON.stringify({ inputs: { ...inputs, 'sql/render.ts': 'older' }, outputs }));

    expect(await rebuiltParts()).toEqual(['handlers']);
  });

  it('counts SQL text and the lock file among a Lambda’s inputs', async () => {
    await rebuiltParts();
    const { inputs } = JSON.parse(await readFile(join(outdir, 'handlers.json'), 'utf8'));

    expect(Object.keys(inputs)).toEqual(
      expect.arrayContaining(['sql/queries/score_strategies.sql', 'handlers/predictions.ts', 'package-lock.json']),
    );
  });

  it('builds again after a build that was cut short', async () => {
    await rebuiltParts();
    await writeFile(join(outdir, 'resolvers.json'), '{"inputs": {"resol');

    expect(await rebuiltParts()).toEqual(['resolvers']);
  });
});

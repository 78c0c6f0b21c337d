import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { synthesize } from '../../infra/synthesize.ts';
import { buildForInfra, synthesizeAnew, synthesizeStack } from './synthesized-stack.ts';

let builtFolder: string;
beforeAll(async () => {
  builtFolder = await buildForInfra();
});

describe('synthesize', () => {
  it('writes the same template each time', () => {
    expect(synthesizeAnew(builtFolder).json).toBe(synthesizeStack(builtFolder).json);
  });

  it('names the bundle that is missing', () => {
    const empty = mkdtempSync(join(tmpdir(), 'recourse-empty-'));

    expect(() => synthesize({ outdir: join(empty, 'cdk.out'), builtFolder: empty })).toThrow(empty);
  });

  it('names a setting that is not valid', () => {
    expect(() => synthesizeStack(builtFolder, { cutOff: 'yesterday' })).toThrow('cutOff is "yesterday"');
  });
});

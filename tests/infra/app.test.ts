import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

describe('the app that cdk.json names', () => {
  it('says in one line what is wrong with the context', () => {
    const ended = spawnSync(process.execPath, ['--import', 'tsx', 'infra/app.ts'], {
      encoding: 'utf8',
      env: { ...process.env, CDK_CONTEXT_JSON: JSON.stringify({ stage: 'Prod' }) },
    });

    expect(ended.status).toBe(1);
    expect(ended.stderr.trim()).toMatch(/^Settings are not valid: stage is "Prod", not .*$/);
  });
});

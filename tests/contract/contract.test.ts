import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { Api } from './api.ts';
import { answers } from './checks/answers.ts';
import { many } from './checks/many.ts';
import { requests } from './checks/requests.ts';
import { tokens } from './checks/tokens.ts';
import { violations } from './checks/violations.ts';
import { openApi } from './open-api.ts';

const checks = [...answers, ...many, ...violations, ...requests, ...tokens];

describe('the contract', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi(inject('stack'));
  });

  it('gives each check an id of its own', () => {
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
  });

  for (const { id, must, needs, check } of checks) {
    it(`${id} ${must}`, async (context) => {
      if (needs && api[needs] === null) return context.skip(`the API under test offers no ${needs}`);
      await check(api);
    });
  }
});

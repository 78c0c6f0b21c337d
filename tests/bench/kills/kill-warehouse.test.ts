import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { killWarehouse } from '../../../bench/kills/kill-warehouse.ts';

const folder = mkdtempSync(join(tmpdir(), 'kill-warehouse-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a server that is killed at work', () => {
  it('has lost nothing that it told to be done and left nothing half-done', { timeout: 120_000 }, async () => {
    const damage: unknown[] = [];

    for await (const round of killWarehouse(folder, 2, 1)) damage.push(round.damage);

    expect(damage).toEqual([[], []]);
  });
});

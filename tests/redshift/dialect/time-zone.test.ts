import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type EngineUnderTest, openEngineUnderTest } from '../engine-under-test.ts';

// The database reads the machine's time zone when it is loaded.
vi.hoisted(() => {
  process.env.TZ = 'America/New_York';
});

let warehouse: EngineUnderTest;

beforeAll(async () => {
  warehouse = await openEngineUnderTest();
});
afterAll(() => warehouse.discard());

describe('a session on a machine in New York', () => {
  it.each([
    ["'2024-07-01 12:00:00+02'::TIMESTAMPTZ", '2024-07-01 10:00:00+00'],
    ["'2024-07-01 12:00:00'::TIMESTAMPTZ", '2024-07-01 12:00:00+00'],
    ["'2024-07-01 12:00:00'::TIMESTAMP::TIMESTAMPTZ", '2024-07-01 12:00:00+00'],
    ["'2024-07-01 12:00:00+02'::TIMESTAMPTZ::TIMESTAMP", '2024-07-01 10:00:00'],
    ["'2024-07-01 01:00:00+02'::TIMESTAMPTZ::DATE", '2024-06-30'],
    ["'2024-07-01 12:00:00+02'::TIMESTAMPTZ::VARCHAR", '2024-07-01 10:00:00+00'],
    ["TO_CHAR('2024-07-01 12:00:00+02'::TIMESTAMPTZ, 'HH24:MI')", '10:00'],
    ["DATE_TRUNC('day', '2024-07-01 01:00:00+02'::TIMESTAMPTZ)", '2024-06-30 00:00:00+00'],
    ["EXTRACT(hour FROM '2024-07-01 12:00:00+02'::TIMESTAMPTZ)", 10],
    ["'2024-07-01 12:00:00'::TIMESTAMP AT TIME ZONE 'America/New_York'", '2024-07-01 16:00:00+00'],
  ])('%s is %s', async (expression, expected) => {
    expect((await warehouse.run(`SELECT ${expression}`)).rows[0]?.[0]).toBe(expected);
  });

  it('has the time of UTC', async () => {
    const before = Date.now();
    const [row] = await warehouse.rows('SELECT SYSDATE::VARCHAR AS now, CURRENT_DATE::VARCHAR AS today');
    const now = Date.parse(`${String(row?.now).replace(' ', 'T')}Z`);

    expect(now).toBeGreaterThanOrEqual(before - 1);
    expect(now).toBeLessThanOrEqual(Date.now());
    expect([before, now].map((time) => new Date(time).toISOString().slice(0, 10))).toContain(row?.today);
  });
});

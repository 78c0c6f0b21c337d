import { describe, expect, it } from 'vitest';
import { defaultSettings, validSettings } from '../../infra/settings.ts';

describe('validSettings', () => {
  it('fills in the defaults', () => {
    expect(validSettings({ rateLimit: 500 })).toEqual({ ...defaultSettings, rateLimit: 500 });
  });

  it('takes its own defaults', () => {
    expect(validSettings()).toEqual(defaultSettings);
  });

  it('names every setting that breaks its rule, with its value', () => {
    const broken = {
      stage: 'Dev-1',
      region: 'virginia',
      database: 'drop table',
      schema: '"quoted"',
      baseCapacity: 12,
      cutOff: '2023-02-30',
      rateLimit: 9,
      dataKey: "a'b",
    };

    for (const [name, value] of Object.entries(broken)) {
      expect(() => validSettings(broken)).toThrow(`${name} is ${JSON.stringify(value)}`);
    }
  });

  it.each([4, 8, 16, 512])('takes %d RPU', (baseCapacity) => {
    expect(validSettings({ baseCapacity }).baseCapacity).toBe(baseCapacity);
  });

  it.each([0, 5, 12, 520, 8.5, Number.NaN])('refuses %d RPU', (baseCapacity) => {
    expect(() => validSettings({ baseCapacity })).toThrow('baseCapacity');
  });
});

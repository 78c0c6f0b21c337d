import { describe, expect, it } from 'vitest';
import { type ChosenSettings, defaultSettings, describedSettings, validSettings } from '../../infra/settings.ts';

describe('validSettings', () => {
  it('fills in the defaults', () => {
    expect(validSettings({ rateLimit: 500 })).toEqual({ ...defaultSettings, rateLimit: 500 });
  });

  it('takes its own defaults', () => {
    expect(validSettings({ ...defaultSettings })).toEqual(defaultSettings);
  });

  it('names every setting that breaks its rule, with its value and the rule', () => {
    const broken: Record<keyof ChosenSettings, string | number> = {
      stage: 'Dev-1',
      region: 'us-gov-west-1',
      zones: 'a,b',
      namespace: 'Loans',
      workgroup: 'a',
      database: '_loans',
      schema: '"quoted"',
      table: 'strategies',
      baseCapacity: 12,
      maxCapacity: 0,
      dailyRpuHours: 0.5,
      dataPath: '',
      dataKey: "a'b",
      cutOff: '2023-02-30',
      retrainSchedule: 'monthly',
      rateLimit: 9,
      appUrl: 'http://bank.example/',
      reservedConcurrency: 0,
      alarmEmail: 'nobody',
    };

    expect(Object.keys(broken)).toEqual(describedSettings.map(({ name }) => name));
    for (const { name, rule } of describedSettings) {
      const value = JSON.stringify(broken[name as keyof ChosenSettings]);
      expect(() => validSettings(broken)).toThrow(`${name} is ${value}, not ${rule}`);
    }
  });

  it('refuses what is no setting', () => {
    expect(() => validSettings({ basecapacity: 8 })).toThrow('basecapacity is not a setting');
  });

  it('takes numbers as text, as the command line gives them', () => {
    expect(validSettings({ baseCapacity: '16', rateLimit: '100' })).toMatchObject({ baseCapacity: 16, rateLimit: 100 });
  });

  it.each([4, 8, 16, 512])('takes %d RPU', (baseCapacity) => {
    expect(validSettings({ baseCapacity, maxCapacity: 512 }).baseCapacity).toBe(baseCapacity);
  });

  it.each([0, 5, 12, 520, 8.5, Number.NaN])('refuses %d RPU', (baseCapacity) => {
    expect(() => validSettings({ baseCapacity, maxCapacity: 512 })).toThrow('baseCapacity');
  });

  it('refuses a workgroup that would have to shrink to its maximum', () => {
    expect(() => validSettings({ baseCapacity: 128 })).toThrow('maxCapacity is 64, less than baseCapacity 128');
  });

  it('names namespace and workgroup after the stage unless they have names of their own', () => {
    expect(validSettings({ stage: 'prod' })).toMatchObject({ namespace: 'recourse-prod', workgroup: 'recourse-prod' });
    expect(validSettings({ stage: 'prod', namespace: 'bank' })).toMatchObject({
      namespace: 'bank',
      workgroup: 'recourse-prod',
    });
  });
});

describe('the environment', () => {
  const environment = {
    REDSHIFT_DB_NAME: 'bank',
    REDSHIFT_SERVERLESS_NAMESPACE: 'bank-namespace',
    REDSHIFT_SERVERLESS_WORKGROUP: 'bank-workgroup',
    REDSHIFT_TABLE_NAME: 'cases',
  };

  it('gives defaults', () => {
    expect(validSettings({}, environment)).toEqual({
      ...defaultSettings,
      database: 'bank',
      namespace: 'bank-namespace',
      workgroup: 'bank-workgroup',
      table: 'cases',
    });
  });

  it('gives way to what is chosen', () => {
    expect(validSettings({ database: 'chosen' }, environment).database).toBe('chosen');
  });

  it('gives nothing when it is empty', () => {
    expect(validSettings({}, { REDSHIFT_DB_NAME: '' })).toEqual(defaultSettings);
  });

  it('is held to the rules too', () => {
    expect(() => validSettings({}, { REDSHIFT_TABLE_NAME: 'a; b' })).toThrow(
      'table is "a; b" (by REDSHIFT_TABLE_NAME), not',
    );
  });
});

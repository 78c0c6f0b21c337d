import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../infra/context.ts';
import { defaultSettings } from '../../infra/settings.ts';

const nodeOf = (context: Record<string, unknown>) => new App({ context }).node;

describe('readSettings', () => {
  it('reads what the context gives beside CDK’s own entries', () => {
    const node = nodeOf({ stage: 'prod', rateLimit: '50', '@aws-cdk/core:x': true, 'hosted-zone:account=1': {} });

    expect(readSettings(node, {})).toEqual({
      ...defaultSettings,
      stage: 'prod',
      namespace: 'recourse-prod',
      workgroup: 'recourse-prod',
      rateLimit: 50,
    });
  });

  it('takes defaults from the environment', () => {
    expect(readSettings(nodeOf({}), { REDSHIFT_DB_NAME: 'bank' }).database).toBe('bank');
  });

  it('refuses a word that is no setting', () => {
    expect(() => readSettings(nodeOf({ rateLimits: 50 }), {})).toThrow('rateLimits is not a setting');
  });
});

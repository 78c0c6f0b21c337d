import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { beforeAll, describe, expect, it } from 'vitest';
import { addRecourseStack } from '../../infra/add-recourse-stack.ts';
import { validSettings } from '../../infra/settings.ts';
import { buildForInfra } from './synthesized-stack.ts';

let builtFolder: string;
beforeAll(async () => {
  builtFolder = await buildForInfra();
});

describe('cdk-nag', () => {
  it.each(['dev', 'prod'])('finds nothing in the stack of %s that is not explained on its construct', (stage) => {
    const app = new App({ outdir: join(builtFolder, `nag-${stage}`), builtinCloudFormationValidation: false });
    addRecourseStack(
      app,
      validSettings({ stage, retrainSchedule: 'rate(30 days)', alarmEmail: 'a@b.example' }),
      builtFolder,
    );

    app.synth();
    const { violations } = new AwsSolutionsChecks(app).validateScope(app);

    const found = violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath}`),
    );
    expect(found).toEqual([]);
  });
});

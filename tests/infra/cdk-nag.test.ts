import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { beforeAll, describe, expect, it } from 'vitest';
import { addRecourseStack } from '../../infra/add-recourse-stack.ts';
import { validSettings } from '../../infra/settings.ts';
import { buildForInfra } from './synthesized-stack.ts';

let builtFolder: string;
beforeAll(async () => {
  builtFolder = await buildForInfra();
});

function synthesized(stage: string): App {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'cdk.out-')), builtinCloudFormationValidation: false });
  const settings = validSettings({ stage, retrainSchedule: 'rate(30 days)', alarmEmail: 'a@b.example' });
  addRecourseStack(app, settings, builtFolder);
  app.synth();
  return app;
}

/** What AwsSolutions finds, each as its rule and the path of its construct. */
function findings(app: App, checks = new AwsSolutionsChecks(app)): { readonly rule: string; readonly path: string }[] {
  return checks
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath = '' }) => ({ rule: ruleName, path: constructPath })),
    );
}

describe('cdk-nag', () => {
  it.each(['dev', 'prod'])('finds nothing in the stack of %s that is not explained on its construct', (stage) => {
    expect(findings(synthesized(stage))).toEqual([]);
  });

  it('finds what every explanation explains', () => {
    const app = synthesized('other');
    const blind = new AwsSolutionsChecks(app);
    Object.defineProperty(blind, 'isAcknowledged', { value: () => false });
    const found = findings(app, blind);

    const explained = app.node.findAll().flatMap(({ node }) =>
      node.metadata
        .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
        .flatMap(({ data }) => Object.keys(data as object))
        .map((id) => ({ rule: id.replace(/^annotation::/i, ''), path: node.path })),
    );

    expect(explained.length).toBeGreaterThan(10);
    expect(
      explained.filter(
        ({ rule, path }) =>
          !found.some((finding) => finding.rule === rule && `${finding.path}/`.startsWith(`${path}/`)),
      ),
    ).toEqual([]);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { buildForInfra, everyChoice, synthesizeAnew, synthesizeStack } from './synthesized-stack.ts';

let builtFolder: string;
beforeAll(async () => {
  builtFolder = await buildForInfra();
});

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** The call that starts the training, as JSON with CloudFormation's functions in it. */
function startCall(settings: Parameters<typeof synthesizeAnew>[1]): string {
  const { Resources } = JSON.parse(synthesizeAnew(builtFolder, settings).json) as {
    Resources: Record<string, Resource>;
  };
  const [, { Properties = {} } = {}] = Object.entries(Resources).find(([id]) => id.includes('StartTraining')) ?? [];
  expect(Properties.Create).toEqual(Properties.Update);
  return JSON.stringify(Properties.Create);
}

describe('the start of the training by a deployment', () => {
  it('happens again when the history or the workflow has changed, and not otherwise', () => {
    const folder = mkdtempSync(join(tmpdir(), 'recourse-history-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const history = join(folder, 'history.csv');
    writeFileSync(history, 'customer_id\n1\n');
    const first = startCall({ dataPath: history });

    expect(first).toContain('StartExecution');
    expect(startCall({ dataPath: history, rateLimit: 3000 })).toBe(first);
    expect(startCall({ dataPath: history, cutOff: '2023-02-28' })).not.toBe(first);
    writeFileSync(history, 'customer_id\n2\n');
    expect(startCall({ dataPath: history })).not.toBe(first);
  });

  it('happens by a schedule where one is set', () => {
    const { template } = synthesizeStack(builtFolder, everyChoice);

    template.hasResourceProperties('AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(30 days)' });
    synthesizeStack(builtFolder).template.resourceCountIs('AWS::Scheduler::Schedule', 0);
  });
});

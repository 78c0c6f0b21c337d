import { onTestFinished } from 'vitest';
import { createIam, type Iam } from '../../local/iam/iam.ts';
import { transitions } from '../../local/states/executions/transition.ts';
import { createStates, type Execution, type States, type StatesOptions } from '../../local/states/states.ts';
import type { Resource } from '../../local/template/template.ts';
import { accountId, policyResource, roleArn, roleResource } from '../iam/roles.ts';
import { type ManualClock, manualClock } from './manual-clock.ts';

export const machineArn = `arn:aws:states:us-east-1:${accountId}:stateMachine:machine`;

/** A role that Step Functions may assume. */
export function trustedRole(name: string): Resource {
  const Principal = { Service: 'states.amazonaws.com' };
  return roleResource(name, {
    AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal }] },
  });
}

/** A state machine as the template reader gives it. */
export function machineResource(definition: object, properties: Readonly<Record<string, unknown>> = {}): Resource {
  return {
    logicalId: 'Machine',
    type: 'AWS::StepFunctions::StateMachine',
    properties: {
      RoleArn: roleArn('worker'),
      DefinitionString: JSON.stringify({ QueryLanguage: 'JSONata', ...definition }),
      ...properties,
    },
    ref: machineArn,
    attributes: { Arn: machineArn, Name: 'machine' },
  };
}

export interface OpenStates extends States {
  readonly iam: Iam;
  readonly clock: ManualClock;
  readonly lines: readonly string[];
  /** Resolves at the next end of an execution. */
  ended(): Promise<void>;
}

/** Opens, for the time of one test, one state machine whose role may do what the statements allow. */
export function openStates(
  definition: object,
  options: Partial<StatesOptions> & {
    readonly statements?: readonly object[];
    readonly more?: readonly Resource[];
  } = {},
): OpenStates {
  const { statements = [{ Effect: 'Allow', Action: '*', Resource: '*' }], more = [], ...rest } = options;
  const resources = [
    trustedRole('worker'),
    policyResource(['worker'], ...statements),
    machineResource(definition),
    ...more,
  ];
  const iam = createIam({ resources, accountId });
  const clock = manualClock();
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const states = createStates({
    ...{ resources, region: 'us-east-1', iam, services: {}, clock, random: () => 0.5, log },
    ...rest,
  });
  onTestFinished(() => states.close());
  const ended = () =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (states.executions()[0]?.stopDate === undefined) return;
        transitions.unsubscribe(look);
        resolve();
      };
      transitions.subscribe(look);
      look();
    });
  return { ...states, iam, clock, lines, ended };
}

/** Runs a machine to its end; waits take no time. */
export async function execute(
  definition: object,
  input: unknown = {},
  options: Parameters<typeof openStates>[1] = {},
): Promise<Execution & { readonly waits: readonly number[]; readonly result: unknown }> {
  const { startExecution, clock } = openStates(definition, options);
  clock.runFreely();
  const { ended } = await startExecution({ stateMachineArn: machineArn, name: 'one', input: JSON.stringify(input) });
  const execution = await ended;
  return { ...execution, waits: clock.waits, result: execution.output && JSON.parse(execution.output) };
}

/** A machine, branch or iterator of one state that ends it. */
export function oneState(state: object, name = 'Only'): object {
  return { StartAt: name, States: { [name]: { End: true, ...state } } };
}

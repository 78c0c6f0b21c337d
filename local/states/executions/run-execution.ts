import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Json } from '../definition/definition.ts';
import type { RoleSession } from '../integrations/integration.ts';
import type { Branch, Run } from '../interpreter/branch.ts';
import { runFlow } from '../interpreter/run-flow.ts';
import { StateError } from '../interpreter/state-error.ts';
import { withinTime } from '../interpreter/within-time.ts';
import type { StateMachine } from '../state-machine.ts';
import type { Ending, Execution } from './execution.ts';
import { endEvent, type History, startEvent } from './history.ts';

/** Why an execution was stopped from outside. */
export class ExecutionAbortedError extends Error {
  override readonly name = 'ExecutionAbortedError';
  readonly error: string | undefined;
  readonly explanation: string | undefined;

  constructor(error: string | undefined, cause: string | undefined) {
    super('The execution was stopped.');
    this.error = error;
    this.explanation = cause;
  }
}

class ExecutionTimedOutError extends Error {
  override readonly name = 'ExecutionTimedOutError';
}

/** What an execution runs with. */
export interface ExecutionSurroundings {
  readonly machine: StateMachine;
  readonly clock: Clock;
  readonly random: () => number;
  readonly region: string;
  readonly history: History;
  /** Aborted with an ExecutionAbortedError. */
  readonly signal: AbortSignal;
  /** A new session of the machine's role. */
  readonly assumeRole: (roleArn: string, sessionName: string) => RoleSession;
  /** Told of each state that is entered, and whether it is within another. */
  readonly onEnter: (state: string, isInner: boolean) => void;
  /** Told of what is no error of a state. */
  readonly onFault: (error: unknown) => void;
}

/** Runs an execution to its end. */
export async function runExecution(execution: Execution, surroundings: ExecutionSurroundings): Promise<Ending> {
  const { machine, clock, history, signal } = surroundings;
  const input: Json = JSON.parse(execution.input);
  history.add({ ...startEvent(execution.input, machine.roleArn), previousEventId: 0 });
  let branch: Branch | undefined;
  const end = (ending: Ending) => {
    history.add({ ...endEvent(ending), previousEventId: branch?.lastEventId ?? 0 });
    return ending;
  };
  try {
    const limit = { seconds: machine.definition.timeoutSeconds, timedOut: () => new ExecutionTimedOutError() };
    const output = await withinTime({ clock, signal }, limit, (ends) => {
      const run = beginRun(execution, surroundings);
      branch = { run, signal: ends, isInner: false, context: {}, variables: {}, lastEventId: 0 };
      return runFlow(machine.definition, input, branch);
    });
    return end({ status: 'SUCCEEDED', output: JSON.stringify(output) });
  } catch (error) {
    return end(endingOf(error, surroundings.onFault));
  }
}

function beginRun(execution: Execution, surroundings: ExecutionSurroundings): Run {
  const { machine, clock, random, region, history, assumeRole, onEnter } = surroundings;
  return {
    ...{ clock, random, region, history, onEnter },
    // Step Functions names its sessions by random letters.
    session: assumeRole(machine.roleArn, randomBytes(16).toString('hex')),
    context: {
      Execution: {
        Id: execution.arn,
        Input: JSON.parse(execution.input),
        Name: execution.name,
        RoleArn: machine.roleArn,
        StartTime: new Date(execution.startDate).toISOString(),
        RedriveCount: 0,
      },
      StateMachine: { Id: machine.arn, Name: machine.name },
    },
  };
}

function endingOf(error: unknown, onFault: (error: unknown) => void): Ending {
  if (error instanceof ExecutionTimedOutError) return { status: 'TIMED_OUT' };
  if (error instanceof ExecutionAbortedError) return { status: 'ABORTED', ...reasons(error) };
  if (error instanceof StateError) return { status: 'FAILED', ...reasons(error) };
  onFault(error);
  return { status: 'FAILED', error: 'States.Runtime', cause: 'An internal error ended the execution.' };
}

function reasons({ error, explanation }: StateError | ExecutionAbortedError) {
  return { ...(error !== undefined && { error }), ...(explanation !== undefined && { cause: explanation }) };
}

/**
 * Stands for AWS Step Functions: plays the template's Standard state machines in JSONata, whose tasks call the local
 * services in the name of the machine's role, and keeps what became of executions.
 * Leaves out JSONPath, Express workflows, Distributed Map, activities, heartbeats, jobs that are waited for (.sync), task
 * tokens, redrives, versions and aliases, logs, traces, metrics and events of executions, quotas of rates, the API to
 * manage state machines; a Map over an object, limits of an expression's time and memory, another clock than the wall's for
 * $now and $millis; and of an execution of an earlier process, its history.
 */
import type { HttpHandler } from '../http.ts';
import type { Iam } from '../iam/iam.ts';
import type { Resource } from '../template/template.ts';
import { type Clock, scaledClock } from './clock.ts';
import type { Execution } from './executions/execution.ts';
import { openExecutionStore } from './executions/execution-store.ts';
import { createExecutor, type ExecutionRequest, type StartedExecution } from './executions/executor.ts';
import { noStateFile, openStateFile } from './executions/state-file.ts';
import { openIntegrations } from './integrations/catalog.ts';
import type { RoleSession, TaskServices } from './integrations/integration.ts';
import type { StatesApi } from './operations/operation.ts';
import { serveOperations } from './protocol/json-protocol.ts';
import { listLeftOut, readStateMachines } from './state-machine.ts';

export type { Clock } from './clock.ts';
export type { Execution, ExecutionStatus } from './executions/execution.ts';
export type { ExecutionRequest, StartedExecution } from './executions/executor.ts';

/** What the local Step Functions is made from. */
export interface StatesOptions {
  readonly resources: readonly Resource[];
  readonly region: string;
  readonly iam: Iam;
  /** The services that tasks call; a task of one that is not there is refused. */
  readonly services: Pick<TaskServices, 'redshiftData' | 'lambda' | 'bucketFolder'>;
  /** Where `states.json` is kept; without it executions end with the process. */
  readonly stateFolder?: string;
  /** @default the wall's */
  readonly clock?: Clock;
  /** The chance of retries' jitter, from 0 up to 1. @default Math.random */
  readonly random?: () => number;
  readonly log: (line: string) => void;
}

/** The local Step Functions. */
export interface States {
  /** `POST /` with `X-Amz-Target: AWSStepFunctions.*`. */
  readonly handle: HttpHandler;
  /** One line for each thing that the state machines ask for and that is left out here. */
  readonly notEmulated: readonly string[];
  /** Starts an execution as whoever runs this cloud. Throws ServiceError as StartExecution does. */
  startExecution(request: ExecutionRequest): Promise<StartedExecution>;
  /** The executions of all machines, those of earlier processes among them, the latest first. */
  executions(): readonly Execution[];
  /** Stops the executions under way; they are kept as ABORTED. */
  close(): Promise<void>;
}

const service = 'states.amazonaws.com';

/**
 * Starts the state machines of a template.
 *
 * @throws Error naming what cannot be played; DamagedStateError when what an earlier process wrote cannot be read.
 */
export function createStates(options: StatesOptions): States {
  const { resources, region, iam, services, stateFolder, log } = options;
  const { clock = scaledClock(), random = Math.random } = options;
  const integrations = openIntegrations({ ...services, region, iam, stepFunctions: () => api, log });
  const machines = readStateMachines(resources, integrations);
  for (const { roleArn } of machines) iam.assumeRole(roleArn, 'start', service);
  const file = stateFolder === undefined ? noStateFile : openStateFile(stateFolder, log);
  const store = openExecutionStore(file, clock.now);
  const executor = createExecutor({
    ...{ machines, store, clock, random, region, log },
    assumeRole: (roleArn, sessionName): RoleSession => ({
      principal: iam.assumeRole(roleArn, sessionName, service),
      credentials: iam.issueCredentials(roleArn, sessionName, service),
    }),
  });
  const api: StatesApi = { iam, startedAt: clock.now(), machines, executor, store };

  return {
    handle: serveOperations(api, log),
    notEmulated: listLeftOut(resources),
    startExecution: executor.start,
    executions: store.list,
    close: executor.close,
  };
}

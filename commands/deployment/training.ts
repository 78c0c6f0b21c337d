import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  ListExecutionsCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';

/** A training that is under way. */
export interface Training {
  readonly executionArn: string;
  /** False when it was under way before it was asked for. */
  readonly isNew: boolean;
}

/** How to follow a training. */
export interface Following {
  readonly client: SFNClient;
  readonly executionArn: string;
  /** Milliseconds between two looks. */
  readonly pollMs: number;
  /** Is told the name of each state of the workflow when it is entered for the first time. */
  readonly onState?: (name: string) => void;
}

/** Starts the training workflow, unless it runs already. */
export async function startTraining(client: SFNClient, stateMachineArn: string): Promise<Training> {
  const running = new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING', maxResults: 1 });
  const { executions: [underWay] = [] } = await client.send(running);
  if (underWay?.executionArn) return { executionArn: underWay.executionArn, isNew: false };
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
  if (!executionArn) throw new Error('StartExecution gave no ARN');
  return { executionArn, isNew: true };
}

/**
 * Waits for the end of a training and gives the number of the version that answers now.
 *
 * @throws Error with the error and the cause that the workflow ended with.
 */
export async function followTraining({ client, executionArn, pollMs, onState }: Following): Promise<number> {
  const tellStates = onState && (await stateTeller(client, executionArn, onState));
  for (;;) {
    const { status, output, error, cause } = await client.send(new DescribeExecutionCommand({ executionArn }));
    await tellStates?.();
    if (status === 'SUCCEEDED') return (JSON.parse(output ?? '{}') as { version: number }).version;
    if (status !== 'RUNNING')
      throw new Error(`The training ended in ${error ?? status}: ${cause ?? 'no cause is given'}`);
    await sleep(pollMs);
  }
}

/** What tells of the states that were entered since it was called last. */
async function stateTeller(client: SFNClient, executionArn: string, tell: (name: string) => void) {
  const { stateMachineArn } = await client.send(new DescribeExecutionCommand({ executionArn }));
  const { definition = '{}' } = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
  // The history has the states of each statement, too.
  const untold = new Set(Object.keys((JSON.parse(definition) as { States?: object }).States ?? {}));
  let lastSeen = 0;
  return async () => {
    const events = await eventsSince(client, executionArn, lastSeen);
    lastSeen = events.at(-1)?.id ?? lastSeen;
    for (const { stateEnteredEventDetails } of events) {
      const name = stateEnteredEventDetails?.name ?? '';
      // A state of a loop is told once.
      if (untold.delete(name)) tell(name);
    }
  };
}

/** The events after one, oldest first. */
async function eventsSince(client: SFNClient, executionArn: string, lastSeen: number): Promise<HistoryEvent[]> {
  const found: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new GetExecutionHistoryCommand({
        ...{ executionArn, nextToken },
        ...{ reverseOrder: true, includeExecutionData: false, maxResults: 200 },
      }),
    );
    const unseen = (page.events ?? []).filter(({ id = 0 }) => id > lastSeen);
    found.push(...unseen);
    nextToken = unseen.length === page.events?.length ? page.nextToken : undefined;
  } while (nextToken);
  return found.reverse();
}

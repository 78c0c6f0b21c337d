import {
  paginateListExecutions,
  type SFNClient,
  StateMachineDoesNotExist,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { StackRecord } from './stacks.ts';

/** Stops the executions of a stack's workflows; true when there was one. */
export async function stopTrainings(client: SFNClient, { resources }: StackRecord): Promise<boolean> {
  let stopped = false;
  for (const { ResourceType, PhysicalResourceId: stateMachineArn } of resources) {
    if (ResourceType !== 'AWS::StepFunctions::StateMachine' || !stateMachineArn) continue;
    for (const executionArn of await runningExecutions(client, stateMachineArn)) {
      await client.send(new StopExecutionCommand({ executionArn, cause: 'The stack is being deleted' }));
      stopped = true;
    }
  }
  return stopped;
}

async function runningExecutions(client: SFNClient, stateMachineArn: string): Promise<string[]> {
  const running: string[] = [];
  try {
    for await (const page of paginateListExecutions({ client }, { stateMachineArn, statusFilter: 'RUNNING' })) {
      running.push(...(page.executions ?? []).flatMap(({ executionArn }) => executionArn ?? []));
    }
  } catch (error) {
    // An earlier try to delete the stack has got that far.
    if (!(error instanceof StateMachineDoesNotExist)) throw error;
  }
  return running;
}

import { failing } from './failures.ts';
import type { State } from './run-statements.ts';

/** What `Begin` assigns for `takeTurn`: a list of executions is some seconds behind. */
export const firstPauseSeconds = 5;

/**
 * States that wait until no execution that began earlier is under way, since two at once would load over each other and make
 * the same version.
 *
 * @param next the state after them.
 */
export function takeTurn(next: string): Readonly<Record<string, State>> {
  return {
    AwaitTurn: { Type: 'Wait', Seconds: '{% $pauseSeconds %}', Next: 'ListRunning' },
    ListRunning: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:sfn:listExecutions',
      Arguments: { StateMachineArn: '{% $states.context.StateMachine.Id %}', StatusFilter: 'RUNNING' },
      Retry: [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 5, MaxAttempts: 3, BackoffRate: 2 }],
      Catch: [failing('PreparationFailed')],
      Assign: { isTurn: itsTurn },
      Output: {},
      Next: 'IsItsTurn',
    },
    IsItsTurn: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $isTurn %}', Next: next }],
      Default: 'AwaitTurn',
      Assign: { pauseSeconds: 60 },
    },
  };
}

/** Of two that began in the same moment, the one with the lesser ARN is first. */
const itsTurn = `{% (
  $arn := $states.context.Execution.Id;
  $own := $states.result.Executions[ExecutionArn = $arn];
  $exists($own) and $not($exists($states.result.Executions[
    StartDate < $own.StartDate or (StartDate = $own.StartDate and ExecutionArn < $arn)
  ]))
) %}`;

import Table from 'cli-table3';
import { Command } from 'commander';
import type { AwsStatement } from './models/aws-statement.ts';
import type { Outcome } from './models/model-warehouse.ts';
import { tellGoal } from './running/tell-goal.ts';

/** One line for the list of benches. */
export const description = 'whether the CREATE MODEL statements of AWS train, or are refused by name';

/** Runs every statement against a fresh engine; true when each one ends as it should. */
export async function run(args: readonly string[]): Promise<boolean> {
  new Command('npm run bench -- models').description(description).parse([...args], { from: 'user' });
  // Loads the engine, which the list of benches does without.
  const { openModelWarehouse } = await import('./models/model-warehouse.ts');
  const { awsStatements } = await import('./models/aws-statements.ts');
  const warehouse = await openModelWarehouse();
  const table = new Table({
    head: ['', 'statement', 'ended', 'shown', 's'],
    wordWrap: true,
    style: { head: [], border: [] },
    colWidths: [3, 60, 30, 36, 7],
  });
  let wrong = 0;
  try {
    for (const statement of awsStatements) {
      const outcome = await warehouse.tryStatement(statement);
      const isRight = endsAsItShould(statement, outcome);
      if (!isRight) wrong += 1;
      table.push([isRight ? '✓' : '✗', statement.title, ending(outcome), outcome.shown, outcome.seconds.toFixed(2)]);
    }
  } finally {
    await warehouse.discard();
  }
  console.log(table.toString());
  const right = awsStatements.length - wrong;
  return tellGoal(wrong === 0, `${right} of ${awsStatements.length} statements end as they should`);
}

/** True for a model that is ready, or for a refusal by the expected name. */
export function endsAsItShould({ refused }: AwsStatement, { result }: Outcome): boolean {
  if (refused === undefined) return result === 'READY';
  return result.startsWith(`ERROR: ${refused}`) && result.endsWith('is not supported by the local engine');
}

function ending({ result }: Outcome): string {
  return result.replace('ERROR: ', '').replace(' is not supported by the local engine', ': refused');
}

import { outputReader } from '../../commands/deployment/deployment.ts';
import { type Row, runStatement } from '../../commands/deployment/run-sql.ts';
import type { LocalCloud } from '../../local/stack.ts';

/** Runs a statement as the administrator of a cloud's database, and gives its rows. Throws StatementError. */
export function runAsAdmin({ operator, template, url }: LocalCloud, sql: string): Promise<Row[]> {
  const { stackName, outputs } = template;
  const output = outputReader({ stackName, condition: `local, at ${url}` }, outputs);
  return runStatement({ client: operator, output }, sql);
}

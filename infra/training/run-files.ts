import { type Connection, runStatements, type State, type Statement } from './run-statements.ts';
import { sqlFile } from './sql-file.ts';

/** What the workflow works on. */
export interface Workflow {
  readonly connection: Connection;
  /** Settings of the files of `sql/`. */
  readonly settings: Readonly<Record<string, string>>;
  /** Settings that CloudFormation knows at deployment. */
  readonly tokens: Readonly<Record<string, string>>;
  /** The texts of the strategies that a request can ask for. */
  readonly strategies: readonly string[];
  /** ARN of the Lambda that will serve the model. */
  readonly functionArn: string;
  readonly bucketName: string;
  /** Key of the loan history in the bucket. */
  readonly dataKey: string;
}

/** A file of `sql/`, and how to run it where that is not as ever. */
export type SqlFile = string | ({ readonly file: string } & Pick<Statement, 'values' | 'mayExist'>);

/** A Map state that runs files of `sql/` one after the other, as `runStatements` does. */
export function runFiles({ connection, settings, tokens }: Workflow, files: readonly SqlFile[], rest: State): State {
  const statements = files.map((entry): Statement => {
    const { file, ...statement } = typeof entry === 'string' ? { file: entry } : entry;
    return { name: `sql/${file}`, sql: sqlFile(file, settings, tokens), ...statement };
  });
  return runStatements(connection, statements, rest);
}

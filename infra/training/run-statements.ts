import { runtimeNames } from './sql-file.ts';

/** One statement of a list that runs one after the other. */
export interface Statement {
  /** The file of `sql/` that it comes from, as messages name it. */
  readonly name: string;
  readonly sql: string;
  /** Bound to the `:names` of the statement. */
  readonly values?: Readonly<Record<string, string>>;
  /** What it makes may be there already. @default false */
  readonly mayExist?: boolean;
}

/** Where the statements run, and as whom. */
export interface Connection {
  readonly workgroup: string;
  readonly database: string;
  /** Of the database's administrator. */
  readonly secretArn: string;
}

/** A state of the Amazon States Language. */
export type State = Readonly<Record<string, unknown>>;

/** The error of a statement that the database refused; its cause is the file's name and the database's text. */
export const statementFailed = 'StatementFailed';

const dataApi = 'arn:aws:states:::aws-sdk:redshiftdata';
/**
 * What may pass. The API's model has no error for a throttled request, nor for a right that has not arrived yet, so both
 * bear the service's own name.
 */
const passing = {
  ErrorEquals: [
    'RedshiftData.RedshiftDataException',
    'RedshiftData.InternalServerException',
    'RedshiftData.DatabaseConnectionException',
    'RedshiftData.ActiveStatementsExceededException',
    'RedshiftData.ActiveSessionsExceededException',
  ],
  IntervalSeconds: 2,
  MaxAttempts: 6,
  BackoffRate: 2,
  JitterStrategy: 'FULL',
};
/** The longest pause between two looks at a statement; looking each second, an hour would fill the history of an execution. */
const longestPauseSeconds = 20;

/** Puts what only this run knows in the place of `{{version}}` and its like; the workflow's variables have the same names. */
const fill = `$fill := function($text) { ${runtimeNames.reduce(
  (text, name) => `$replace(${text}, '{{${name}}}', $string($${name}))`,
  '$text',
)} };`;

/**
 * A Map state that runs statements of the warehouse one after the other. Its result is an array with, for each
 * statement, an array of its rows as objects by column name, at most one page of them.
 */
export function runStatements(connection: Connection, statements: readonly Statement[], rest: State): State {
  return {
    Type: 'Map',
    Items: statements.map(({ values = {}, mayExist = false, ...statement }) => ({
      ...statement,
      parameters: Object.entries(values).map(([name, value]) => ({ name, value })),
      mayExist,
    })),
    MaxConcurrency: 1,
    ItemProcessor: {
      ProcessorConfig: { Mode: 'INLINE' },
      StartAt: 'Execute',
      States: { ...submission(connection), ...waiting, ...results },
    },
    Output: '{% $states.input %}',
    ...rest,
  };
}

/** The same for each attempt, of at most 64 characters. */
const token = "$hash($states.context.Execution.Id & $statement.name & $states.context.State.EnteredTime, 'SHA-256')";

function submission({ workgroup, database, secretArn }: Connection): Readonly<Record<string, State>> {
  const target = JSON.stringify({ WorkgroupName: workgroup, Database: database, SecretArn: secretArn });
  return {
    Execute: {
      Type: 'Task',
      Resource: `${dataApi}:executeStatement`,
      // The API takes no empty list of parameters. By the token it knows a statement that is sent again.
      Arguments: `{% ( $statement := $states.input; ${fill} $merge([${target},
        { 'Sql': $fill($statement.sql), 'ClientToken': ${token} },
        $count($statement.parameters) > 0
          ? { 'Parameters': [$map($statement.parameters, function($p) { { 'Name': $p.name, 'Value': $fill($p.value) } })] }
          : {}]) ) %}`,
      Retry: [passing],
      Assign: { statement: '{% $states.input %}', statementId: '{% $states.result.Id %}', secondsToLook: 1 },
      Next: 'Pause',
    },
    Pause: { Type: 'Wait', Seconds: '{% $secondsToLook %}', Next: 'Describe' },
    Describe: {
      Type: 'Task',
      Resource: `${dataApi}:describeStatement`,
      Arguments: { Id: '{% $statementId %}' },
      Retry: [passing],
      Next: 'Decide',
    },
  };
}

const waiting: Readonly<Record<string, State>> = {
  Decide: {
    Type: 'Choice',
    Choices: [
      { Condition: "{% $states.input.Status = 'FINISHED' and $states.input.HasResultSet %}", Next: 'Read' },
      { Condition: "{% $states.input.Status = 'FINISHED' %}", Next: 'Done' },
      {
        Condition:
          "{% $states.input.Status = 'FAILED' and $statement.mayExist and $contains($states.input.Error, 'already exists') %}",
        Next: 'Done',
      },
      { Condition: "{% $states.input.Status in ['FAILED', 'ABORTED'] %}", Next: 'Refused' },
    ],
    Default: 'Pause',
    Assign: { secondsToLook: `{% $min([$secondsToLook + 1, ${longestPauseSeconds}]) %}` },
  },
  Refused: {
    Type: 'Fail',
    Error: statementFailed,
    Cause: "{% $statement.name & ': ' & ($exists($states.input.Error) ? $states.input.Error : $states.input.Status) %}",
  },
};

const results: Readonly<Record<string, State>> = {
  Read: {
    Type: 'Task',
    Resource: `${dataApi}:getStatementResult`,
    Arguments: { Id: '{% $statementId %}' },
    Retry: [passing],
    Output: `{% ( $columns := $states.result.ColumnMetadata; [$map($states.result.Records, function($record) {
      $merge($map($columns, function($column, $index) { { $column.Name: $record[$index].IsNull ? null : $record[$index].* } }))
    })] ) %}`,
    End: true,
  },
  Done: { Type: 'Pass', Output: [], End: true },
};

import { nameInnerStates } from './name-inner-states.ts';
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

type States = Readonly<Record<string, State>>;

const longestTrainingSeconds = 4 * 60 * 60;
/** How a run can fail: the names of its last states, which are also its errors. */
export const failures = {
  DataMissing: 'The loan history is not in the bucket.',
  PreparationFailed: 'Tables, users or rights could not be made.',
  DataRefused: 'The loan history could not be loaded or teaches nothing.',
  TrainingFailed: 'CREATE MODEL failed.',
  EvaluationFailed: 'The model could not be evaluated.',
  GateRefused: 'The model may not answer.',
  SmokeTestFailed: 'The serving Lambda could not use the model.',
  ActivationFailed: 'The version could not be made the one that answers.',
  CleanUpFailed: 'The version answers, but older ones could not be dropped.',
} as const;

type Failure = keyof typeof failures;

/**
 * The training of one immutable model version, from the data to the switch, in the Amazon States Language with JSONata.
 * It is safe to run again at any time: what a run that was cut short left behind is cleared, and until the switch the
 * version before answers.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 */
export function trainingDefinition(workflow: Workflow): State {
  return {
    Comment: 'Trains a new version of the model, judges it and lets it answer.',
    QueryLanguage: 'JSONata',
    TimeoutSeconds: longestTrainingSeconds,
    StartAt: 'Begin',
    States: nameInnerStates({
      Begin: { Type: 'Pass', Assign: { version: 0, model: '', probability_function: '' }, Next: 'FindData' },
      ...preparation(workflow),
      ...training(workflow),
      ...judgement(workflow),
      ...theSwitch(workflow),
      ...endings(workflow),
    }),
  };
}

function preparation(workflow: Workflow): States {
  const { strategies, bucketName, dataKey } = workflow;
  return {
    FindData: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:s3:headObject',
      Arguments: { Bucket: bucketName, Key: dataKey },
      Output: {},
      Catch: [failing('DataMissing')],
      Next: 'PrepareWarehouse',
    },
    PrepareWarehouse: run(
      workflow,
      [
        'tables/schema.sql',
        'tables/loan_history.sql',
        'tables/strategies.sql',
        'tables/model_registry.sql',
        { file: 'tables/fill_strategies.sql', values: { strategies: JSON.stringify(strategies) } },
        'access/close_public_schema.sql',
        { file: 'access/create_user.sql', mayExist: true },
        { file: 'access/create_role.sql', mayExist: true },
        'access/grant_schema.sql',
        'access/grant_tables.sql',
        'access/grant_role.sql',
      ],
      { Catch: [failing('PreparationFailed')], Next: 'LoadData' },
    ),
    LoadData: run(
      workflow,
      ['load/empty_loan_history.sql', 'load/copy_loan_history.sql', 'load/check_loan_history.sql'],
      {
        Assign: { cases: '{% $states.result[2][0].cases %}', successes: '{% $states.result[2][0].successes %}' },
        Catch: [failing('DataRefused')],
        Next: 'CheckData',
      },
    ),
    CheckData: {
      Type: 'Choice',
      Choices: [
        { Condition: '{% $cases < 500 %}', ...refusal("$string($cases) & ' cases are too few; 500 are needed.'") },
        {
          Condition: '{% $successes = 0 or $successes = $cases %}',
          ...refusal("'All ' & $string($cases) & ' cases ended alike.'"),
        },
      ],
      Default: 'ChooseVersion',
    },
  };
}

function training(workflow: Workflow): States {
  const schema = workflow.settings.schema ?? '';
  return {
    ChooseVersion: run(workflow, ['model/next_version.sql'], {
      Assign: {
        version: '{% $states.result[0][0].version %}',
        model: "{% 'predict_outcome_v' & $string($states.result[0][0].version) %}",
      },
      Catch: [failing('TrainingFailed')],
      Next: 'CreateModel',
    }),
    CreateModel: run(
      workflow,
      ['model/drop_model.sql', 'model/unregister_version.sql', 'model/register_version.sql', 'model/create_model.sql'],
      { Catch: [failing('TrainingFailed')], Next: 'AwaitModel' },
    ),
    AwaitModel: { Type: 'Wait', Seconds: 60, Next: 'AskModel' },
    AskModel: run(workflow, [{ file: 'model/model_state.sql', values: { schema, model: '{{model}}' } }], {
      Assign: {
        modelState: "{% $exists($states.result[0][0]) ? $lowercase($states.result[0][0].model_state) : 'gone' %}",
      },
      Catch: [failing('TrainingFailed')],
      Next: 'IsModelReady',
    }),
    IsModelReady: {
      Type: 'Choice',
      Choices: [
        { Condition: "{% $contains($modelState, 'ready') %}", Next: 'FindFunction' },
        {
          Condition: "{% $contains($modelState, 'fail') or $modelState = 'gone' %}",
          Assign: {
            failure: { error: 'TrainingFailed', cause: "{% 'The state of ' & $model & ' is: ' & $modelState %}" },
          },
          Next: 'RecordFailure',
        },
      ],
      Default: 'AwaitModel',
    },
  };
}

function judgement(workflow: Workflow): States {
  const schema = workflow.settings.schema ?? '';
  return {
    FindFunction: run(
      workflow,
      ['model/mark_trained.sql', { file: 'model/probability_function.sql', values: { schema, function: '{{model}}' } }],
      {
        Assign: { probability_function: '{% $states.result[1][0].proname %}' },
        Catch: [failing('EvaluationFailed')],
        Next: 'Evaluate',
      },
    ),
    Evaluate: run(workflow, ['model/evaluate.sql', 'model/gate.sql'], {
      Assign: { refusal: '{% $states.result[1][0].refusal %}' },
      Catch: [failing('EvaluationFailed')],
      Next: 'Gate',
    }),
    Gate: {
      Type: 'Choice',
      Choices: [{ Condition: "{% $refusal = '' %}", Next: 'GrantModel' }],
      Default: 'RecordFailure',
      Assign: { failure: { error: 'GateRefused', cause: "{% $model & ': ' & $refusal %}" } },
    },
    GrantModel: run(workflow, ['access/grant_model.sql'], {
      Catch: [failing('SmokeTestFailed')],
      Next: 'SmokeTest',
    }),
    SmokeTest: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: {
        FunctionName: workflow.functionArn,
        Payload: { field: 'smokeTest', arguments: { probabilityFunction: '{% $probability_function %}' } },
      },
      Output: '{% $states.result.Payload %}',
      Retry: [
        {
          ErrorEquals: ['Lambda.TooManyRequestsException', 'Lambda.ServiceException'],
          IntervalSeconds: 5,
          MaxAttempts: 3,
        },
      ],
      Catch: [failing('SmokeTestFailed')],
      Next: 'DidItAnswer',
    },
    DidItAnswer: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $exists($states.input.data) %}', Next: 'Activate' }],
      Default: 'RecordFailure',
      Assign: { failure: { error: 'SmokeTestFailed', cause: '{% $string($states.input.error) %}' } },
    },
  };
}

function theSwitch(workflow: Workflow): States {
  return {
    Activate: run(workflow, ['model/activate_version.sql', 'queries/active_model.sql', 'model/old_versions.sql'], {
      Assign: {
        activeVersion: '{% $states.result[1][0].version %}',
        oldVersions: '{% [$states.result[2]] %}',
        newVersion: '{% $version %}',
      },
      Catch: [failing('ActivationFailed')],
      Next: 'IsActive',
    }),
    IsActive: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $activeVersion = $version %}', Next: 'AnyOlder' }],
      Default: 'RecordFailure',
      Assign: { failure: { error: 'ActivationFailed', cause: "{% $model & ' is not the active version' %}" } },
    },
    AnyOlder: {
      Type: 'Choice',
      Choices: [
        {
          Condition: '{% $count($oldVersions) > 0 %}',
          Assign: {
            version: '{% $oldVersions[0].version %}',
            model: '{% $oldVersions[0].model_name %}',
            oldVersions: '{% [$oldVersions[[1..$count($oldVersions)]]] %}',
          },
          Next: 'DropOld',
        },
      ],
      Default: 'Trained',
    },
    DropOld: run(workflow, ['model/drop_model.sql', 'model/unregister_version.sql'], {
      Catch: [failing('CleanUpFailed', 'CleanUpFailed')],
      Next: 'AnyOlder',
    }),
    Trained: { Type: 'Succeed', Output: { version: '{% $newVersion %}' } },
  };
}

function endings(workflow: Workflow): States {
  const names = Object.keys(failures) as Failure[];
  return {
    RecordFailure: run(workflow, ['model/fail_version.sql'], {
      // There may be no registry yet to write it to.
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'EndFailed' }],
      Next: 'EndFailed',
    }),
    EndFailed: {
      Type: 'Choice',
      Choices: names.map((name) => ({ Condition: `{% $failure.error = '${name}' %}`, Next: name })),
      Default: 'PreparationFailed',
    },
    ...Object.fromEntries(
      names.map((name) => [
        name,
        { Type: 'Fail', Comment: failures[name], Error: name, Cause: '{% $failure.cause %}' },
      ]),
    ),
  };
}

type File = string | ({ readonly file: string } & Pick<Statement, 'values' | 'mayExist'>);

function run({ connection, settings, tokens }: Workflow, files: readonly File[], rest: State): State {
  const statements = files.map((entry): Statement => {
    const { file, ...statement } = typeof entry === 'string' ? { file: entry } : entry;
    return { name: `sql/${file}`, sql: sqlFile(file, settings, tokens), ...statement };
  });
  return runStatements(connection, statements, rest);
}

function failing(error: Failure, Next: Failure | 'RecordFailure' = 'RecordFailure'): State {
  const cause = '{% $exists($states.errorOutput.Cause) ? $states.errorOutput.Cause : $states.errorOutput.Error %}';
  return { ErrorEquals: ['States.ALL'], Assign: { failure: { error, cause } }, Next };
}

/** The rest of a choice that finds fault with the data. */
function refusal(cause: string): State {
  return { Assign: { failure: { error: 'DataRefused', cause: `{% ${cause} %}` } }, Next: 'RecordFailure' };
}

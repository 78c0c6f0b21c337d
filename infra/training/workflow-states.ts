import { failing, failureStates, refusal } from './failures.ts';
import { nameInnerStates } from './name-inner-states.ts';
import { runFiles, type Workflow } from './run-files.ts';
import type { State } from './run-statements.ts';
import { firstPauseSeconds, takeTurn } from './take-turn.ts';

type States = Readonly<Record<string, State>>;

/** What a Lambda may answer once and not again: AWS's own errors, and the function's of a warehouse that is busy. */
const passingLambdaErrors = [
  ...['TooManyRequests', 'Service', 'AWSLambda', 'SdkClient'].map((name) => `Lambda.${name}Exception`),
  ...['ThrottledError', 'WarehouseUnavailableError', 'PredictionTimedOutError'],
];
/** One training takes up to two hours, and it may have to wait for another. */
const longestRunSeconds = 8 * 60 * 60;

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
    TimeoutSeconds: longestRunSeconds,
    StartAt: 'Begin',
    States: nameInnerStates({
      Begin: {
        Type: 'Pass',
        Assign: {
          ...{ version: 0, model: '', probability_function: '', state: 'FAILED' },
          pauseSeconds: firstPauseSeconds,
        },
        Next: 'AwaitTurn',
      },
      ...takeTurn('FindData'),
      ...preparation(workflow),
      ...loading(workflow),
      ...training(workflow),
      ...judgement(workflow),
      ...theSwitch(workflow),
      ...ending(workflow),
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
      // S3's model has an error for a missing object; all others bear the service's name.
      Retry: [{ ErrorEquals: ['S3.S3Exception'], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2 }],
      Catch: [failing('DataMissing')],
      Next: 'PrepareWarehouse',
    },
    PrepareWarehouse: runFiles(
      workflow,
      [
        'tables/schema.sql',
        'tables/loan_history.sql',
        'tables/strategies.sql',
        'tables/model_registry.sql',
        { file: 'tables/fill_strategies.sql', values: { strategies: JSON.stringify(strategies) } },
        'access/close_public_schema.sql',
        { file: 'access/create_user.sql', mayExist: true },
        'access/limit_statements.sql',
        { file: 'access/create_role.sql', mayExist: true },
        'access/grant_schema.sql',
        'access/grant_tables.sql',
        'access/grant_role.sql',
      ],
      { Catch: [failing('PreparationFailed')], Next: 'ChooseVersion' },
    ),
    ChooseVersion: runFiles(workflow, ['model/next_version.sql'], {
      Assign: {
        version: '{% $states.result[0][0].version %}',
        model: "{% 'predict_outcome_v' & $string($states.result[0][0].version) %}",
      },
      Catch: [failing('PreparationFailed')],
      Next: 'RegisterVersion',
    }),
    RegisterVersion: runFiles(
      workflow,
      // What a run that was cut short left of this version goes first.
      ['model/drop_model.sql', 'model/unregister_version.sql', 'model/register_version.sql'],
      { Catch: [failing('PreparationFailed')], Next: 'LoadData' },
    ),
  };
}

function loading(workflow: Workflow): States {
  return {
    LoadData: runFiles(
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
      Default: 'CreateModel',
    },
  };
}

function training(workflow: Workflow): States {
  const schema = workflow.settings.schema ?? '';
  return {
    CreateModel: runFiles(workflow, ['model/begin_training.sql', 'model/create_model.sql'], {
      Catch: [failing('TrainingFailed')],
      Next: 'AwaitModel',
    }),
    AwaitModel: { Type: 'Wait', Seconds: 60, Next: 'AskModel' },
    AskModel: runFiles(workflow, [{ file: 'model/model_state.sql', values: { schema, model: '{{model}}' } }], {
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
    FindFunction: runFiles(
      workflow,
      [
        'model/begin_evaluation.sql',
        { file: 'model/probability_function.sql', values: { schema, function: '{{model}}' } },
      ],
      {
        Assign: { probability_function: '{% $states.result[1][0].proname %}' },
        Catch: [failing('EvaluationFailed')],
        Next: 'Evaluate',
      },
    ),
    Evaluate: runFiles(workflow, ['model/evaluate.sql', 'model/gate.sql'], {
      Assign: { refusal: '{% $states.result[1][0].refusal %}' },
      Catch: [failing('EvaluationFailed')],
      Next: 'Gate',
    }),
    Gate: {
      Type: 'Choice',
      Choices: [{ Condition: "{% $refusal = '' %}", Next: 'GrantModel' }],
      Default: 'RecordFailure',
      Assign: { state: 'REFUSED', failure: { error: 'GateRefused', cause: "{% $model & ': ' & $refusal %}" } },
    },
    GrantModel: runFiles(workflow, ['access/grant_model.sql'], {
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
      Output: {},
      Retry: [{ ErrorEquals: passingLambdaErrors, IntervalSeconds: 30, MaxAttempts: 4, BackoffRate: 2 }],
      Catch: [failing('SmokeTestFailed')],
      Next: 'Activate',
    },
  };
}

function theSwitch(workflow: Workflow): States {
  return {
    Activate: runFiles(workflow, ['model/activate_version.sql', 'queries/active_model.sql', 'model/old_versions.sql'], {
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
    DropOld: runFiles(workflow, ['model/drop_model.sql', 'model/unregister_version.sql'], {
      Catch: [failing('CleanUpFailed', 'CleanUpFailed')],
      Next: 'AnyOlder',
    }),
    Trained: { Type: 'Succeed', Output: { version: '{% $newVersion %}' } },
  };
}

function ending(workflow: Workflow): States {
  return {
    RecordFailure: runFiles(workflow, ['model/fail_version.sql'], {
      // There may be no registry yet to write it to.
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'EndFailed' }],
      Next: 'EndFailed',
    }),
    ...failureStates(),
  };
}

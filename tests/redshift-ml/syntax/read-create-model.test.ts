import { describe, expect, it } from 'vitest';
import { readTokens } from '../../../local/redshift/syntax/token-reader.ts';
import { tokenize } from '../../../local/redshift/syntax/tokens.ts';
import type { TrainModelStatement } from '../../../local/redshift-ml/syntax/create-model-statement.ts';
import { readCreateModel } from '../../../local/redshift-ml/syntax/read-create-model.ts';

const parse = (sql: string) => readCreateModel(readTokens(tokenize(sql), sql.length), 'public');
/** The same for a statement that is known to train. */
const parseTraining = (sql: string) => parse(sql) as TrainModelStatement;
const settings = "SETTINGS (S3_BUCKET 'b')";
const auto = (rest: string) => parse(`CREATE MODEL m FROM t TARGET y FUNCTION f IAM_ROLE default ${rest} ${settings}`);
const xgboost = (rest: string, objective = 'reg:squarederror') =>
  auto(`AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE '${objective}' PREPROCESSORS 'none' HYPERPARAMETERS ${rest}`);

describe('CREATE MODEL with AUTO ON', () => {
  it('takes its clauses in any order and case, with parentheses or without', () => {
    const usual = parseTraining(
      `CREATE MODEL s.m FROM (SELECT x, y FROM t) TARGET y FUNCTION f IAM_ROLE default AUTO ON MODEL_TYPE XGBOOST
       PROBLEM_TYPE (BINARY_CLASSIFICATION) OBJECTIVE ('F1_Macro') SETTINGS (S3_BUCKET 'b', MAX_CELLS 9, MAX_RUNTIME 60)`,
    );
    const odd = parseTraining(
      `create model s.m settings (max_runtime 60, s3_bucket 'b', max_cells 9) objective 'f1macro' problem_type
       binary_classification iam_role DEFAULT function s.f target 'Y' model_type XGBoost from (SELECT x, y FROM t) auto on`,
    );

    const withoutPlaces = ({ query, ...rest }: TrainModelStatement) => ({
      ...rest,
      query: query.map(({ text }) => text),
    });
    expect(withoutPlaces(odd)).toEqual(withoutPlaces(usual));
    expect(withoutPlaces(odd)).toMatchObject({
      query: ['select', 'x', ',', 'y', 'from', 't'],
      kind: 'train',
      model: { schema: 's', name: 'm' },
      function: { schema: 's', name: 'f' },
      settings: { maxCells: 9, maxRuntimeSeconds: 60 },
      training: { auto: true, modelType: 'xgboost', problemType: 'BINARY_CLASSIFICATION', objective: 'F1_Macro' },
    });
  });

  it('takes quoted names, an ARN, and every setting', () => {
    const statement = parse(
      `CREATE MODEL "My Model" FROM "My Table" TARGET "Y" FUNCTION "F" IAM_ROLE 'arn:aws:iam::123456789012:role/r'
       SETTINGS (S3_BUCKET 'b', TAGS 'a=1', KMS_KEY_ID 'k', S3_GARBAGE_COLLECT OFF)`,
    );

    expect(statement).toMatchObject({
      model: { schema: 'public', name: 'my model' },
      table: { schema: 'public', name: 'my table' },
      target: 'y',
      iamRole: 'arn:aws:iam::123456789012:role/r',
      settings: { bucket: 'b', kmsKeyId: 'k', maxCells: 1_000_000, maxRuntimeSeconds: 5400 },
    });
  });

  it('reads the transformers of PREPROCESSORS', () => {
    const json = '[{"ColumnSet": ["A", "*"], "Transformers": ["Imputer", "OneHotEncoder"]}]';

    expect(auto(`PREPROCESSORS '${json}'`)).toMatchObject({
      training: { preprocessors: [{ columns: ['a', '*'], transformers: ['Imputer', 'OneHotEncoder'] }] },
    });
  });

  it.each([
    ['no JSON', 'ERROR: invalid PREPROCESSORS: it is no JSON'],
    ['{}', 'ERROR: invalid PREPROCESSORS: it is no list'],
    ['[{"ColumnSet": []}]', 'ERROR: invalid PREPROCESSORS: each item needs a "ColumnSet" and "Transformers"'],
    [
      '[{"ColumnSet": ["a"], "Transformers": ["Imputer"]}, {"ColumnSet": ["A"], "Transformers": ["MinMax"]}]',
      'ERROR: invalid PREPROCESSORS: column "a" is in two column sets',
    ],
    ['[{"ColumnSet": ["a"], "Transformers": ["Magic"]}]', 'there is no transformer "Magic"'],
    [
      '[{"ColumnSet": ["a"], "Transformers": ["PCA"]}]',
      'ERROR: the transformer PCA is not supported by the local engine',
    ],
    ['[{"ColumnSet": ["a"], "Transformers": ["Normalizer"]}]', 'ERROR: the transformer Normalizer is not supported'],
  ])('refuses PREPROCESSORS %s', (text, message) => {
    expect(() => auto(`PREPROCESSORS '${text}'`)).toThrow(message);
  });
});

describe('CREATE MODEL with AUTO OFF', () => {
  it("takes XGBoost's hyperparameters by their names and aliases, and completes them with its defaults", () => {
    const { training } = xgboost(
      "DEFAULT EXCEPT(NUM_ROUND '7', learning_rate '0.1', Tree_Method 'hist', nthread '4')",
    ) as {
      training: object;
    };

    expect(training).toMatchObject({
      auto: false,
      objective: 'reg:squarederror',
      parameters: {
        hyperparameters: { num_round: 7, eta: 0.1, max_depth: 6, lambda: 1 },
        numClass: 0,
        evalMetrics: ['rmse'],
        given: { num_round: '7', learning_rate: '0.1', tree_method: 'hist', nthread: '4' },
      },
    });
  });

  it('takes classes and several metrics', () => {
    expect(xgboost("DEFAULT EXCEPT (NUM_CLASS '3', eval_metric 'mlogloss,merror')", 'multi:softmax')).toMatchObject({
      training: {
        parameters: { numClass: 3, evalMetrics: ['mlogloss', 'merror'], hyperparameters: { num_round: 100 } },
      },
    });
  });

  it.each([
    ['DEFAULT', 'multi:softmax', 'ERROR: NUM_CLASS is required for OBJECTIVE multi:softmax'],
    [
      "DEFAULT EXCEPT (num_class '1')",
      'multi:softmax',
      'ERROR: num_class is 1; it must be a whole number of at least 2',
    ],
    ["DEFAULT EXCEPT (num_class '3')", 'reg:logistic', 'ERROR: num_class is 3; reg:logistic has no classes'],
    ["DEFAULT EXCEPT (eta '2')", 'reg:logistic', 'ERROR: eta is 2; it must be at most 1'],
    ["DEFAULT EXCEPT (eta 'fast')", 'reg:logistic', "ERROR: eta is 'fast', no number"],
    ["DEFAULT EXCEPT (max_depth '0x3')", 'reg:logistic', "ERROR: max_depth is '0x3', no number"],
    ["DEFAULT EXCEPT (base_score '1e39')", 'reg:squarederror', 'ERROR: base_score is 1e+39; it must be a float32'],
    [
      "DEFAULT EXCEPT (eta '0.1', learning_rate '1')",
      'reg:logistic',
      'ERROR: eta is given twice, once by another name',
    ],
    ["DEFAULT EXCEPT (constructor '9')", 'reg:logistic', 'ERROR: unknown hyperparameter constructor'],
    ["DEFAULT EXCEPT (__proto__ '9')", 'reg:logistic', 'ERROR: unknown hyperparameter __proto__'],
    ["DEFAULT EXCEPT (speed '9')", 'reg:logistic', 'ERROR: unknown hyperparameter speed'],
    ["DEFAULT EXCEPT (objective 'x')", 'reg:logistic', 'ERROR: OBJECTIVE is a clause of its own'],
    ["DEFAULT EXCEPT (eta '0.1', ETA '0.2')", 'reg:logistic', 'ERROR: hyperparameter eta is given twice'],
    ["DEFAULT EXCEPT (booster 'dart')", 'reg:logistic', "ERROR: hyperparameter booster 'dart' is not supported"],
    [
      "DEFAULT EXCEPT (tree_method 'exact')",
      'reg:logistic',
      "ERROR: hyperparameter tree_method 'exact' is not supported",
    ],
    ["DEFAULT EXCEPT (updater 'prune')", 'reg:logistic', 'ERROR: hyperparameter updater is not supported'],
    [
      "DEFAULT EXCEPT (eval_metric 'ndcg')",
      'reg:logistic',
      "ERROR: eval_metric 'ndcg' for reg:logistic is not supported",
    ],
    [
      "DEFAULT EXCEPT (eval_metric 'auc', early_stopping_rounds '5')",
      'binary:logistic',
      "ERROR: early_stopping_rounds by eval_metric 'auc' is not supported",
    ],
    ['DEFAULT', 'reg:tweedie', "ERROR: OBJECTIVE 'reg:tweedie' is not supported by the local engine"],
    ['DEFAULT', 'rank:pairwise', "ERROR: OBJECTIVE 'rank:pairwise' is not supported by the local engine"],
    ['DEFAULT', 'mse', "ERROR: invalid OBJECTIVE 'mse' for AUTO OFF: use reg:squarederror"],
  ])('refuses HYPERPARAMETERS %s with %s', (hyperparameters, objective, message) => {
    expect(() => xgboost(hyperparameters, objective)).toThrow(message);
  });

  it.each([
    ['AUTO OFF', 'ERROR: CREATE MODEL lacks MODEL_TYPE'],
    ['AUTO OFF MODEL_TYPE XGBOOST', 'ERROR: CREATE MODEL lacks OBJECTIVE'],
    ["AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'reg:logistic'", 'ERROR: CREATE MODEL lacks PREPROCESSORS'],
    [
      "AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'reg:logistic' PREPROCESSORS '[]'",
      "ERROR: PREPROCESSORS must be 'none' with AUTO OFF",
    ],
    [
      "AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'reg:logistic' PREPROCESSORS 'none'",
      'ERROR: CREATE MODEL lacks HYPERPARAMETERS',
    ],
    ['AUTO OFF MODEL_TYPE XGBOOST PROBLEM_TYPE REGRESSION', 'ERROR: PROBLEM_TYPE is not allowed with AUTO OFF'],
    ['HYPERPARAMETERS DEFAULT', 'ERROR: HYPERPARAMETERS is only allowed with AUTO OFF'],
  ])('refuses %s', (rest, message) => {
    expect(() => auto(rest)).toThrow(message);
  });
});

describe('CREATE MODEL from a file', () => {
  it.each(["'s3://bucket/model.tar.gz'", "('s3://bucket/model.tar.gz')"])('takes FROM %s with types', (from) => {
    const statement = parse(
      `CREATE MODEL m FROM ${from} FUNCTION f (int, DOUBLE PRECISION, character varying(20), decimal(8,2),
       timestamp with time zone) RETURNS decimal(8,7) IAM_ROLE default ${settings}`,
    );

    expect(statement).toMatchObject({
      kind: 'import',
      url: 's3://bucket/model.tar.gz',
      argumentTypes: ['int4', 'float8', 'varchar', 'numeric', 'timestamptz'],
      returnType: 'numeric',
    });
  });

  it.each([
    [`FUNCTION f RETURNS int IAM_ROLE default ${settings}`, 'ERROR: CREATE MODEL lacks the types of the FUNCTION'],
    [`FUNCTION f (int) IAM_ROLE default ${settings}`, 'ERROR: CREATE MODEL lacks RETURNS'],
    [`FUNCTION f (money) RETURNS int IAM_ROLE default ${settings}`, 'ERROR: type "money" does not exist'],
    [
      `TARGET y FUNCTION f (int) RETURNS int IAM_ROLE default ${settings}`,
      'ERROR: TARGET is not allowed for a model that is made elsewhere',
    ],
  ])('refuses %s', (rest, message) => {
    expect(() => parse(`CREATE MODEL m FROM 's3://bucket/key' ${rest}`)).toThrow(message);
  });
});

describe('CREATE MODEL', () => {
  it.each([
    [`m FROM t FUNCTION f IAM_ROLE default ${settings}`, 'ERROR: CREATE MODEL lacks TARGET'],
    ['m FROM t TARGET y FUNCTION f IAM_ROLE default', 'ERROR: CREATE MODEL lacks SETTINGS'],
    ['m FROM t TARGET y FUNCTION f IAM_ROLE default SETTINGS (MAX_RUNTIME 60)', 'lacks the setting S3_BUCKET'],
    [`m TARGET y FUNCTION f IAM_ROLE default ${settings}`, 'ERROR: CREATE MODEL lacks FROM'],
    [`m FROM t TARGET y FUNCTION other.f IAM_ROLE default ${settings}`, 'must be in the schema of the model'],
    [
      `m FROM t TARGET y FUNCTION f (int) IAM_ROLE default ${settings}`,
      'only allowed for a model that is made elsewhere',
    ],
    [`m FROM t TARGET y FUNCTION f IAM_ROLE default OBJECTIVE 'speed' ${settings}`, "ERROR: invalid OBJECTIVE 'speed'"],
    [
      "m FROM t TARGET y FUNCTION f IAM_ROLE default SETTINGS (S3_BUCKET 'b', HORIZON 5)",
      'ERROR: the setting HORIZON does not fit this model',
    ],
    [
      "m FROM t TARGET y FUNCTION f IAM_ROLE default SETTINGS (S3_BUCKET 'b', MAX_BATCH_ROWS 0)",
      'ERROR: the setting MAX_BATCH_ROWS does not fit this model',
    ],
  ])('refuses %s', (rest, message) => {
    expect(() => parse(`CREATE MODEL ${rest}`)).toThrow(message);
  });

  it.each([
    ["m FROM t TARGET y FUNCTION f IAM_ROLE default AUTO MAYBE SETTINGS (S3_BUCKET 'b')", '"maybe"', 65],
    ["m FROM t TARGET y TARGET z SETTINGS (S3_BUCKET 'b')", '"target"', 32],
    ['m FROM t TARGET y MODEL_TYPE FOREST', '"forest"', 43],
    ["m FROM t SETTINGS (S3_BUCKET 'b',)", '")"', 47],
    ["m FROM t SETTINGS (S3_BUCKET 'b', SPEED 9)", '"speed"', 48],
    ["m FROM t SETTINGS (S3_BUCKET 'b'", 'end of input', 46],
    ['m FROM t HYPERPARAMETERS DEFAULT EXCEPT (K 5)', '"5"', 57],
    ['m FROM (SELECT 1', 'end of input', 30],
    ['m FROM () TARGET y', '")"', 22],
    ['m FROM t CONSTRUCTOR', '"constructor"', 23],
    ['m FROM t __PROTO__', '"__proto__"', 23],
    ['select FROM t', '"select"', 14],
    ['m FROM t FUNCTION table', '"table"', 32],
    ["m FUNCTION f (int) RETURNS int SAGEMAKER 'e' IAM_ROLE default HURRY UP", '"hurry"', 76],
  ])('finds the syntax error in %s', (rest, near, position) => {
    const place = near === 'end of input' ? 'at end of input' : `at or near ${near}`;

    expect(() => parse(`CREATE MODEL ${rest}`)).toThrow(`ERROR: syntax error ${place}\n  Position: ${position}`);
  });
});

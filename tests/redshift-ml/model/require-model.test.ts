import { describe, expect, it } from 'vitest';
import { compileModel } from '../../../local/redshift-ml/model/compile-model.ts';
import { trainHere } from '../xgboost-judge.ts';

const json = trainHere({
  objective: 'binary:logistic',
  columns: [[1, 2, 3, 4]],
  labels: [0, 0, 1, 1],
  trainingRows: [0, 1, 2, 3],
  given: { num_round: 2, min_child_weight: 0 },
});

/** The model's JSON with another value at the path. */
function withValue(path: string, value: unknown): string {
  const names = path.split('.');
  const model = JSON.parse(json);
  const last = names.pop() ?? '';
  const parent = names.reduce((members, name) => members[name], model);
  parent[last] = value;
  return JSON.stringify(model);
}

describe('a model file', () => {
  it('is scored as it is', () => {
    expect(compileModel(json).scoreRow([4])[0]).toBeGreaterThan(0.5);
  });

  it.each([
    [json.slice(0, -9), 'the JSON is damaged'],
    ['null', 'this JSON is not an XGBoost model'],
    [withValue('learner', null), 'this JSON is not an XGBoost model'],
    [withValue('learner.learner_model_param', undefined), 'this JSON is not an XGBoost model'],
    [withValue('learner.learner_model_param.base_score', undefined), 'it has no base_score'],
    [withValue('learner.learner_model_param.num_feature', 'many'), 'num_feature is no whole number'],
    [withValue('learner.learner_model_param.num_feature', '1000000000'), 'num_feature 1000000000 is not supported'],
    [withValue('learner.learner_model_param.num_class', '3'), 'num_class 3 does not fit binary:logistic'],
    [withValue('learner.learner_model_param.num_target', '2'), 'num_target 2 is not supported'],
    [withValue('learner.objective', {}), 'its objective has no name'],
    [withValue('learner.feature_names', [1]), 'feature_names are no texts'],
    [withValue('learner.gradient_booster.model.trees', undefined), 'trees and tree_info differ in length'],
    [withValue('learner.gradient_booster.model.tree_info', [0]), 'trees and tree_info differ in length'],
    [withValue('learner.gradient_booster.model.tree_info', [0, 5]), 'tree_info names a class beyond 0'],
    [withValue('learner.gradient_booster.model.trees.0', null), 'this JSON is not an XGBoost model'],
    [withValue('learner.gradient_booster.model.trees.0.split_conditions', [null]), 'split_conditions of tree 0'],
    [withValue('learner.gradient_booster.model.trees.1.default_left', 'no'), 'default_left of tree 1'],
    [
      withValue('learner.gradient_booster.model.trees.0.split_type', [1]).replace('"split_conditions":[', '$&NaN,'),
      'tree 0 has categorical splits',
    ],
    [withValue('learner.attributes', { recourse_signature: '{bad' }), 'recourse_signature is damaged'],
    [
      withValue('learner.attributes', {
        recourse_signature: JSON.stringify({ problemType: 'REGRESSION', encoder: [], labels: [] }),
      }),
      'recourse_signature does not fit the model',
    ],
  ])('is refused for what is wrong with it (%#)', (damaged, reason) => {
    expect(() => compileModel(damaged)).toThrow(
      expect.objectContaining({ name: 'UnsupportedModelError', message: expect.stringContaining(reason) }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { completeHyperparameters, HyperparameterError } from '../../../local/redshift-ml/learner/hyperparameters.ts';

describe('completeHyperparameters', () => {
  it("has XGBoost's defaults and Redshift ML's number of rounds", () => {
    expect(completeHyperparameters()).toMatchObject({
      num_round: 100,
      eta: 0.3,
      max_depth: 6,
      lambda: 1,
      max_bin: 256,
    });
  });

  it("knows XGBoost's aliases", () => {
    expect(completeHyperparameters({ learning_rate: 0.1, reg_alpha: 2 })).toMatchObject({ eta: 0.1, alpha: 2 });
  });

  it.each([
    [{ depth: 3 }, 'unknown hyperparameter depth'],
    [{ subsample: 0 }, 'subsample is 0; it must be above 0'],
    [{ learning_rate: 1.5 }, 'learning_rate is 1.5; it must be at most 1'],
    [{ max_depth: 2.5 }, 'max_depth is 2.5; it must be a whole number'],
    [{ gamma: -1 }, 'gamma is -1; it must be at least 0'],
    [{ gamma: Number.NaN }, 'gamma is NaN'],
    [{ eta: 'fast' }, "eta is 'fast'; it must be a number"],
    [{ grow_policy: 'best' }, 'grow_policy is best; it must be depthwise or lossguide'],
  ])('refuses %j', (given, message) => {
    expect(() => completeHyperparameters(given)).toThrow(HyperparameterError);
    expect(() => completeHyperparameters(given)).toThrow(message);
  });
});

import { describe, expect, it } from 'vitest';
import { measure } from '../../../local/redshift-ml/learner/metric.ts';

const labels = Float32Array.of(1, 0, 1, 0);

describe('measure', () => {
  it('computes logloss, bounded for certain mistakes', () => {
    expect(measure('logloss', Float64Array.of(0.5, 0.5, 0.5, 0.5), labels)).toBeCloseTo(Math.LN2, 12);
    expect(measure('logloss', Float64Array.of(0, 0, 1, 0), labels)).toBeCloseTo(-Math.log(1e-16) / 4, 12);
  });

  it('computes auc as the share of rightly ordered pairs, ties counting half', () => {
    expect(measure('auc', Float64Array.of(0.9, 0.1, 0.8, 0.2), labels)).toBe(1);
    expect(measure('auc', Float64Array.of(0.9, 0.5, 0.5, 0.6), labels)).toBe((1 + 1 + 0.5 + 0) / 4);
    expect(measure('auc', Float64Array.of(0.3, 0.3), Float32Array.of(1, 1))).toBe(0.5);
  });

  it('computes aucpr as XGBoost does', () => {
    const predictions = Float64Array.of(0.1, 0.9, 0.4, 0.35, 0.8, 0.8, 0.2, 0.6, 0.6, 0.05);
    const truth = Float32Array.of(0, 1, 0, 1, 1, 0, 0, 1, 0, 0);

    // Computed by XGBoost 1.7.4.
    expect(measure('aucpr', predictions, truth)).toBeCloseTo(0.734976859656688, 12);
    expect(measure('aucpr', predictions, new Float32Array(10))).toBeNaN();
  });

  it('computes error, mae and rmse', () => {
    expect(measure('mae', Float64Array.of(1, 0.5, 0, 0), labels)).toBe(0.375);
    expect(measure('error', Float64Array.of(0.9, 0.8, 0.1, 0.2), labels)).toBe(0.5);
    expect(measure('rmse', Float64Array.of(1, 0, 0, 1), labels)).toBeCloseTo(Math.SQRT1_2, 12);
  });

  it('computes mlogloss and merror over row-major class probabilities', () => {
    const predictions = Float64Array.of(0.5, 0.25, 0.25, 0.1, 0.2, 0.7);

    expect(measure('mlogloss', predictions, Float32Array.of(1, 2))).toBeCloseTo(
      -(Math.log(0.25) + Math.log(0.7)) / 2,
      12,
    );
    expect(measure('merror', predictions, Float32Array.of(1, 2))).toBe(0.5);
  });
});

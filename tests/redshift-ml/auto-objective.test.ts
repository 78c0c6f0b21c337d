import { describe, expect, it } from 'vitest';
import {
  AutoObjectiveError,
  chooseAutoObjective,
  measureAutoObjective,
} from '../../local/redshift-ml/auto-objective.ts';

describe('chooseAutoObjective', () => {
  it("is Redshift ML's default when none is asked for", () => {
    expect(chooseAutoObjective('BINARY_CLASSIFICATION')).toBe('F1');
    expect(chooseAutoObjective('MULTICLASS_CLASSIFICATION')).toBe('Accuracy');
    expect(chooseAutoObjective('REGRESSION')).toBe('MSE');
  });

  it('refuses what does not fit and says what does', () => {
    expect(() => chooseAutoObjective('REGRESSION', 'AUC')).toThrow(AutoObjectiveError);
    expect(() => chooseAutoObjective('REGRESSION', 'AUC')).toThrow('use MSE');
  });
});

describe('measureAutoObjective', () => {
  const labels = Float32Array.of(1, 1, 0, 0, 0);
  const predictions = Float64Array.of(0.9, 0.2, 0.8, 0.1, 0.3);

  it.each([
    ['Accuracy', 3 / 5],
    ['F1', 1 / 2],
    ['F1_Macro', (1 / 2 + 2 / 3) / 2],
    ['AUC', 4 / 6],
    ['MSE', (0.01 + 0.64 + 0.64 + 0.01 + 0.09) / 5],
  ] as const)('computes %s', (objective, value) => {
    expect(measureAutoObjective(objective, predictions, labels)).toBeCloseTo(value, 6);
  });

  it('is 0 for F1 when no positive is found', () => {
    expect(measureAutoObjective('F1', Float64Array.of(0.1, 0.9), Float32Array.of(1, 0))).toBe(0);
  });
});

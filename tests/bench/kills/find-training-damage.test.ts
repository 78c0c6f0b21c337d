import { describe, expect, it } from 'vitest';
import { findTrainingDamage } from '../../../bench/kills/find-training-damage.ts';

const version = (number: number, isActive = false) => ({
  ...{ version: number, model: `model_v${number}`, state: 'READY', isActive },
});
const sound = [version(1), version(2, true)];
const objects = ['model_v1', 'model_v2', 'model_v2', 'model_v2_prob'];

describe('what trainings leave behind', () => {
  it.each([
    ['is sound', sound, objects, []],
    ['has no active version', [version(1), version(2)], objects, ['2 answers, active: ']],
    ['has two', [version(1, true), version(2, true)], objects, ['2 answers, active: 1, 2']],
    ['has another than the one that answers', [version(1, true), version(2)], objects, ['2 answers, active: 1']],
    ['has a version twice', [version(1), ...sound], objects, ['version 1 is there twice']],
    ['has a model of no version', sound, [...objects, 'model_v21'], ['model_v21 is of no version']],
    ['lacks the active model', sound, ['model_v1'], ['model_v2 is gone']],
  ])('%s', (_, versions, names, damage) => {
    expect(findTrainingDamage({ versions, objects: names }, 2)).toEqual(damage);
  });
});

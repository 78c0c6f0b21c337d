import type { Catcher, Retrier } from './definition.ts';
import { DefinitionError } from './definition-error.ts';
import type { Fields } from './fields.ts';

const retrierFields = [
  ...['ErrorEquals', 'IntervalSeconds', 'MaxAttempts', 'BackoffRate', 'MaxDelaySeconds', 'JitterStrategy', 'Comment'],
];
const catcherFields = ['ErrorEquals', 'Next', 'Assign', 'Output', 'Comment'];

/** The retriers of a state, with AWS's defaults. Throws DefinitionError. */
export function readRetriers(fields: Fields): readonly Retrier[] {
  const retriers = fields.list('Retry');
  return retriers.map((retrier, index): Retrier => {
    retrier.allowOnly(retrierFields, (name) => `field "${name}" of a retrier is not known`);
    const jitterStrategy = retrier.text('JitterStrategy') ?? 'NONE';
    if (jitterStrategy !== 'NONE' && jitterStrategy !== 'FULL') {
      throw new DefinitionError(`${retrier.where}/JitterStrategy must be NONE or FULL`);
    }
    return {
      errorEquals: readErrorEquals(retrier, index === retriers.length - 1),
      intervalSeconds: retrier.integer('IntervalSeconds', 1, 99_999_999) ?? 1,
      maxAttempts: retrier.integer('MaxAttempts', 0, 99_999_999) ?? 3,
      backoffRate: retrier.number('BackoffRate', 1, Number.MAX_VALUE) ?? 2,
      maxDelaySeconds: retrier.integer('MaxDelaySeconds', 1, 31_622_400),
      jitterStrategy,
    };
  });
}

/** The catchers of a state. Throws DefinitionError. */
export function readCatchers(fields: Fields): readonly Catcher[] {
  const catchers = fields.list('Catch');
  return catchers.map((catcher, index) => {
    catcher.allowOnly(catcherFields, (name) => `field "${name}" of a catcher is not known`);
    return {
      errorEquals: readErrorEquals(catcher, index === catchers.length - 1),
      next: catcher.requiredText('Next'),
      output: catcher.value('Output'),
      assign: catcher.object('Assign'),
    };
  });
}

function readErrorEquals(fields: Fields, isLast: boolean): readonly string[] {
  const names = fields.texts('ErrorEquals');
  const where = `${fields.where}/ErrorEquals`;
  if (names.length === 0) throw new DefinitionError(`${where} must name an error`);
  if (names.includes('States.ALL') && !(isLast && names.length === 1)) {
    throw new DefinitionError(`${where}: States.ALL must stand alone, and in the last place`);
  }
  return names;
}

import { type CustomerFieldName, customerFieldNames, customerFields, dataTexts } from '../graphql/generated/domain.ts';
import type { CustomerInput, RemediationStrategy } from '../graphql/generated/types.ts';
import type { TrainingRanges } from './active-model.ts';

/** Numbers differ from the training data's only beyond this relative difference: 100 x 0.07 is 7.000000000000001. */
const tolerance = 1e-6;

/** Names the input fields whose values lie outside what the model saw in training. */
export function fieldsOutOfRange(
  ranges: TrainingRanges,
  customer: CustomerInput,
  strategy?: RemediationStrategy,
): string[] {
  const outside = customerFieldNames.filter((field) =>
    isOutside(ranges[customerFields[field].column], dataValue(field, customer)),
  );
  const strategyText = strategy && dataTexts.RemediationStrategy[strategy];
  return isOutside(ranges.remediation_strategy, strategyText) ? [...outside, 'strategy'] : outside;
}

function dataValue(field: CustomerFieldName, customer: CustomerInput): unknown {
  const value = customer[field];
  const { type } = customerFields[field];
  return type in dataTexts
    ? (dataTexts[type as keyof typeof dataTexts] as Record<string, string>)[String(value)]
    : value;
}

function isOutside(range: TrainingRanges[string] | undefined, value: unknown): boolean {
  if (range === undefined || value == null) return false;
  if (typeof value !== 'number') return !(range as readonly unknown[]).includes(value);
  const [lowest, highest] = range as readonly [number, number];
  return value < lowest - tolerance * Math.abs(lowest) || value > highest + tolerance * Math.abs(highest);
}

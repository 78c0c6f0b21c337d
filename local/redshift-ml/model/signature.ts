import type { Encoder } from '../dataset/encoder.ts';
import type { Label, ProblemType } from '../dataset/labels.ts';

/** What a model needs besides its trees: how raw columns become features, and what its classes are called. */
export interface Signature {
  readonly problemType: ProblemType;
  readonly encoder: Encoder;
  /** Class names in the order of their numbers; empty for a regression. */
  readonly labels: readonly Label[];
}

// XGBoost's file has no room for encoders, but carries free texts along.
const ATTRIBUTE = 'recourse_signature';

/** The signature as attributes of XGBoost's file. */
export function writeSignature(signature: Signature): Record<string, string> {
  return { [ATTRIBUTE]: JSON.stringify(signature) };
}

/** The signature out of the attributes; undefined for a model that another program trained. */
export function readSignature(attributes: Readonly<Record<string, string>>): Signature | undefined {
  const text = attributes[ATTRIBUTE];
  return text === undefined ? undefined : (JSON.parse(text) as Signature);
}

import { type Encoder, featureCount } from '../dataset/encoder.ts';
import type { Label, ProblemType } from '../dataset/labels.ts';
import { UnsupportedModelError } from './xgboost-json.ts';

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

/**
 * The signature out of the attributes; undefined for a model that another program trained. Throws UnsupportedModelError
 * when it is none, or its columns become another number of features.
 */
export function readSignature(
  attributes: Readonly<Record<string, string>>,
  featureNumber: number,
): Signature | undefined {
  const text = attributes[ATTRIBUTE];
  if (text === undefined) return undefined;
  try {
    const signature: Signature = JSON.parse(text);
    const features = signature.encoder.reduce((sum, column) => sum + featureCount(column), 0);
    if (features === featureNumber && Array.isArray(signature.labels)) {
      return signature;
    }
  } catch (cause) {
    throw new UnsupportedModelError(`the attribute ${ATTRIBUTE} is damaged`, { cause });
  }
  throw new UnsupportedModelError(`the attribute ${ATTRIBUTE} does not fit the model`);
}

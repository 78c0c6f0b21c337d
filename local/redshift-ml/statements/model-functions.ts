import { type Catalog, type ModelEntry, nameKey } from '../../redshift/access/catalog.ts';
import { SqlError } from '../../redshift/engine.ts';
import type { QualifiedName } from '../../redshift/syntax/token-reader.ts';

/** A function that a model has given the database. */
export interface ModelFunction {
  readonly model: ModelEntry;
  readonly name: string;
  /** DuckDB knows it by this name; its functions live in no schema of a user. */
  readonly duckdbName: string;
}

/** Releases of Redshift ML differ in the suffix of the probability function, so both exist. */
const probabilitySuffixes = ['_prob', '_probabilities'] as const;

/**
 * Finds the model function of this name in the first of the schemas that has one.
 *
 * @throws SqlError while the model is training: the function shows, but cannot run.
 */
export function findModelFunction(
  catalog: Catalog,
  name: string,
  schemas: readonly string[],
): ModelFunction | undefined {
  for (const schema of schemas) {
    const found = findInSchema(catalog, { schema, name });
    if (found) return found;
  }
  return undefined;
}

function findInSchema(catalog: Catalog, name: QualifiedName): ModelFunction | undefined {
  for (const model of catalog.models.values()) {
    const names: readonly string[] = [
      model.functionName,
      ...probabilitySuffixes.map((end) => model.functionName + end),
    ];
    const isOurs = model.schema === name.schema && names.includes(name.name);
    if (!isOurs || model.state === 'FAILED') continue;
    if (model.state === 'TRAINING') throw new SqlError(`ERROR: model ${nameKey(model)} is not ready for prediction`);
    const kind = name.name === model.functionName ? 'label' : 'probability';
    return { model, name: name.name, duckdbName: duckdbFunctionName(model.id, kind) };
  }
  return undefined;
}

/** DuckDB cannot forget a function, so the name belongs to one model for ever. */
export function duckdbFunctionName(modelId: number, kind: 'label' | 'probability'): string {
  return `redshift_model_${modelId}_${kind}`;
}

import { type Catalog, type ModelEntry, nameKey } from '../../redshift/access/catalog.ts';
import { findSqlFunctions } from '../../redshift/access/sql-functions.ts';
import { SqlError } from '../../redshift/engine.ts';
import type { QualifiedName } from '../../redshift/syntax/token-reader.ts';
import type { SqlColumn } from '../dataset/sql-type.ts';
import { notSupported } from '../syntax/not-supported.ts';
import { readDescription, readOutcome } from './model-description.ts';

/** What a function answers: the prediction, or the probabilities of the classes. */
export type FunctionKind = 'label' | 'probability';

const kinds: readonly FunctionKind[] = ['label', 'probability'];

/** A function that one or more models have given the database. */
export interface ModelFunction {
  /** More than one when they differ by the types of as many arguments; DuckDB chooses by types. */
  readonly models: readonly ModelEntry[];
  readonly name: string;
  /** DuckDB knows it by this name; its functions live in no schema of a user. */
  readonly duckdbName: string;
}

/** Releases of Redshift ML differ in the suffix of the probability function, so both exist. */
export const probabilitySuffixes = ['_prob', '_probabilities'] as const;

/** What Redshift ML has of its own, besides the functions that models give. */
const refusedFunctions = ['explain_model', 'forecast'];

/**
 * Finds the model function of this name in the first of the schemas that has it; among overloads those that take so many
 * arguments, when there are any.
 *
 * A failed model has no function any more.
 *
 * @throws SqlError for EXPLAIN_MODEL and FORECAST by their names; and while no model of the name is ready: the function
 * shows, but cannot run.
 */
export function findModelFunction(
  catalog: Catalog,
  name: string,
  schemas: readonly string[],
  argumentCount: number,
): ModelFunction | undefined {
  if (refusedFunctions.includes(name)) throw notSupported(name.toUpperCase());
  const candidates = schemas.flatMap((schema) => kinds.map((kind) => ({ kind, name: { schema, name } })));
  for (const { kind, name: qualified } of candidates) {
    const models = [...catalog.models.values()].filter((model) => gives(model, kind, qualified));
    const [first] = models;
    if (!first) continue;
    const ready = models.filter(({ state }) => state === 'READY');
    if (ready.length === 0) throw new SqlError(`ERROR: model ${nameKey(first)} is not ready for prediction`);
    const fitting = ready.filter((model) => readDescription(model).features.length === argumentCount);
    const overloads = fitting.length > 0 ? fitting : ready;
    return { models: overloads, name, duckdbName: duckdbFunctionName(overloads, kind) };
  }
  return undefined;
}

function gives(model: ModelEntry, kind: FunctionKind, { schema, name }: QualifiedName): boolean {
  if (model.schema !== schema || model.state === 'FAILED') return false;
  if (kind === 'label') return model.functionName === name;
  return probabilitySuffixes.some((end) => model.functionName + end === name) && mayGiveProbabilities(model);
}

/** A model that trains yet may turn out to have classes. */
function mayGiveProbabilities(model: ModelEntry): boolean {
  const outcome = readOutcome(model);
  const isRegression = outcome?.failure === undefined && outcome?.problemType === 'REGRESSION';
  return readDescription(model).training?.auto === true && !isRegression;
}

/** DuckDB cannot forget a function, so the name belongs to these models for ever. */
export function duckdbFunctionName(
  models: ReadonlyArray<Pick<ModelEntry, 'id' | 'functionName'>>,
  kind: FunctionKind,
): string {
  const suffix = kind === 'probability' ? probabilitySuffixes[0] : '';
  const ids = models.map(({ id }) => id).sort((a, b) => a - b);
  return `${models[0]?.functionName}${suffix}$${ids.join('_')}`;
}

/** The models whose functions would be called by the same name with as many arguments. */
export function overloadsOf(
  catalog: Catalog,
  { schema, name }: QualifiedName,
  argumentCount: number,
): readonly ModelEntry[] {
  return [...catalog.models.values()].filter(
    (model) =>
      model.schema === schema &&
      model.state !== 'FAILED' &&
      model.functionName === name &&
      readDescription(model).features.length === argumentCount,
  );
}

/**
 * Checks that a model may give the schema its function.
 *
 * @throws SqlError when a function of the name takes the same types, or there is a SQL function of the name.
 */
export function requireNewFunction(catalog: Catalog, name: QualifiedName, features: readonly SqlColumn[]): void {
  if (findSqlFunctions(catalog, name).length > 0) throw mixedOverloads(name);
  const types = (columns: readonly SqlColumn[]) => columns.map(({ type }) => type).join(', ');
  const twin = overloadsOf(catalog, name, features.length).find(
    (model) => types(readDescription(model).features) === types(features),
  );
  if (twin) throw new SqlError(`ERROR: function "${name.name}" already exists with same argument types`);
}

/** @throws SqlError when a model has given the schema a function of the name. */
export function refuseModelFunction(catalog: Catalog, name: QualifiedName): void {
  const isTaken = [...catalog.models.values()].some((model) => kinds.some((kind) => gives(model, kind, name)));
  if (isTaken) throw mixedOverloads(name);
}

/** In Redshift they may differ by their arguments as all functions do. */
function mixedOverloads({ name }: QualifiedName): SqlError {
  return notSupported(`a SQL function of the same name as a model's, "${name}",`);
}

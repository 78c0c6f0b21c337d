import type { QualifiedName } from '../syntax/token-reader.ts';
import type { Catalog } from './catalog.ts';
import { nameKey } from './catalog.ts';

/** A function of CREATE FUNCTION as the catalog keeps it. */
export interface SqlFunction {
  readonly schema: string;
  /** Its name with the argument types, as in `f(integer, super)`, by which privileges know it. */
  readonly signature: string;
  readonly argumentCount: number;
  /** As Redshift's catalog spells it. */
  readonly returnType: string;
}

/** The functions of a name, which differ by their arguments. */
export function findSqlFunctions(catalog: Catalog, name: QualifiedName): readonly SqlFunction[] {
  return catalog.sqlFunctions.get(nameKey(name)) ?? [];
}

/** Functions that a call may mean, of which DuckDB takes one by the types; none when no schema has the name. */
export interface CalledFunction {
  readonly overloads: readonly SqlFunction[];
  /** DuckDB's macro. */
  readonly duckdbName: string;
}

/** Finds the function of this name in the first of the schemas that has it. */
export function findCalledFunction(
  catalog: Catalog,
  name: string,
  schemas: readonly string[],
  argumentCount: number,
): CalledFunction | undefined {
  for (const schema of schemas) {
    const overloads = findSqlFunctions(catalog, { schema, name });
    if (overloads.length === 0) continue;
    const fitting = overloads.filter((overload) => overload.argumentCount === argumentCount);
    return { overloads: fitting.length > 0 ? fitting : overloads, duckdbName: macroName({ schema, name }) };
  }
  return undefined;
}

/** DuckDB's macro for all functions of a name; no schema of a user holds macros. */
export function macroName(name: QualifiedName): string {
  return `function ${nameKey(name)}`;
}

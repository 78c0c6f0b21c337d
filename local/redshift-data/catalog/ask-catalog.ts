import { randomUUID } from 'node:crypto';
import { ServiceError } from '../../aws-json.ts';
import type { Principal } from '../../iam/iam.ts';
import { SqlError, StatementCancelledError, type Value } from '../../redshift/engine.ts';
import { type ConnectionInput, openConnection } from '../connection.ts';
import type { DataApi } from '../operations/operation.ts';

/** What a request about the database's objects says. */
export interface CatalogInput extends ConnectionInput {
  /** The database to connect to, where it is not `Database`. */
  readonly ConnectedDatabase?: string | undefined;
}

/** A query of the system catalog; each parameter is bound to its `:name`. */
export interface CatalogQuery {
  readonly sql: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** AWS tells no limit; whoever asks what there is does not wait longer. */
const timeoutMs = 60_000;

/**
 * Asks the database's catalog at once, as the caller's database user.
 *
 * @throws ServiceError of who may not ask; DatabaseConnectionException for a database that is not there,
 * ValidationException with Redshift's text for what the database refuses, QueryTimeoutException.
 */
export async function askCatalog(
  api: DataApi,
  principal: Principal,
  action: string,
  input: CatalogInput,
  { sql, parameters = {} }: CatalogQuery,
): Promise<ReadonlyArray<readonly Value[]>> {
  const connected = { ...input, Database: input.ConnectedDatabase ?? input.Database };
  const { workgroup, database, dbUser: user } = openConnection(api, principal, action, connected);
  if (database !== workgroup.database) {
    throw new ServiceError('DatabaseConnectionException', `FATAL: database "${database}" does not exist`, 500);
  }
  if (input.Database !== undefined && input.Database !== workgroup.database) {
    throw new ServiceError('ValidationException', `ERROR: database "${input.Database}" does not exist`);
  }
  const id = randomUUID();
  const bound = Object.entries(parameters).map(([name, value]) => ({ name, value }));
  const timer = setTimeout(() => api.engine.cancel(id), timeoutMs);
  try {
    return (await api.engine.execute({ id, sql, parameters: bound, user, database })).rows;
  } catch (error) {
    throw asServiceError(error);
  } finally {
    clearTimeout(timer);
  }
}

function asServiceError(error: unknown): unknown {
  if (error instanceof SqlError) return new ServiceError('ValidationException', error.message);
  if (error instanceof StatementCancelledError)
    return new ServiceError('QueryTimeoutException', 'The query timed out.');
  return error;
}

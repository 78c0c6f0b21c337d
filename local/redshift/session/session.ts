import type { DuckDBConnection } from '@duckdb/node-api';
import { type Catalog, nameKey, nextCatalogVersion, objectKey } from '../access/catalog.ts';
import { readCatalog } from '../access/read-catalog.ts';
import type { ConnectionPool, SessionConnections } from '../database/connections.ts';
import { temporarySchema } from '../database/duckdb-names.ts';
import { SqlError } from '../engine.ts';
import type { EngineContext } from '../statements/context.ts';
import { checkSetting, type Settings } from './parameters.ts';

/** A connection that lives longer than one statement: its transaction, temporary tables, settings and user. */
export interface Session {
  /** The user that SET SESSION AUTHORIZATION named; undefined for the one that connected. */
  user: string | undefined;
  readonly connectedUser: string;
  settings: Settings;
  readonly transaction: Transaction | undefined;
  /** The engine as the session sees it. */
  readonly context: EngineContext;
  begin(): Promise<void>;
  /** Undoes the transaction, which waits for its end from then on; nothing when there is none. */
  fail(): Promise<void>;
  /** @throws Error from DuckDB, which then has rolled back. */
  end(outcome: 'COMMIT' | 'ROLLBACK'): Promise<void>;
  close(): Promise<void>;
}

/** What BEGIN has opened. */
export interface Transaction {
  /** A statement has failed: everything is undone, and all that is left is to end it. */
  hasFailed: boolean;
  /** The settings before it, which a rollback restores. */
  readonly settingsBefore: Settings;
  /** What SET LOCAL has hidden, by name; undefined where there was no setting. */
  readonly localSettings: Map<string, string | undefined>;
}

/** Opens a session on a connection of its own. */
export async function openSession(pool: ConnectionPool, shared: EngineContext, user: string): Promise<Session> {
  const connections = await pool.openSession();
  let transaction: Transaction | undefined;
  let transactionCatalog: Catalog | undefined;
  let temporary: readonly string[] = [];
  const overlay = createOverlay(user);
  const context: EngineContext = {
    ...shared,
    outside: shared,
    connections,
    catalog: () => overlay(transactionCatalog ?? shared.catalog(), temporary),
    reloadCatalog: async (connection) => {
      temporary = await temporaryTables(connection.duckdb);
      if (transaction) transactionCatalog = await readCatalog(connection.duckdb, nextCatalogVersion());
      else await shared.reloadCatalog(connection);
    },
  };
  const session: Session = {
    user: undefined,
    connectedUser: user,
    settings: new Map(),
    get transaction() {
      return transaction;
    },
    get context() {
      return { ...context, session };
    },
    begin: async () => {
      await connections.begin();
      transactionCatalog = shared.catalog();
      transaction = { hasFailed: false, settingsBefore: session.settings, localSettings: new Map() };
    },
    fail: async () => {
      if (!transaction || transaction.hasFailed) return;
      transaction.hasFailed = true;
      transactionCatalog = undefined;
      await connections.end('ROLLBACK');
      temporary = await temporaryTables(connections.connection.duckdb);
    },
    end: async (outcome) => {
      if (!transaction) return;
      const ended = transaction;
      if (outcome === 'ROLLBACK') await session.fail();
      const catalog = transactionCatalog;
      transaction = undefined;
      transactionCatalog = undefined;
      try {
        if (!ended.hasFailed) await commit(connections, shared, catalog);
      } catch (error) {
        ended.hasFailed = true;
        throw error;
      } finally {
        session.settings = settingsAfter(session.settings, ended);
      }
    },
    close: () => connections.close(),
  };
  return session;
}

async function commit(
  connections: SessionConnections,
  shared: EngineContext,
  catalog: Catalog | undefined,
): Promise<void> {
  const hasChangedCatalog = catalog !== undefined && catalog !== shared.catalog();
  // While other changes wait, which read a newer one.
  const reload = () => shared.reloadCatalog(connections.connection);
  await connections.end('COMMIT', hasChangedCatalog ? reload : undefined);
}

function settingsAfter(settings: Settings, transaction: Transaction): Settings {
  if (transaction.hasFailed) return transaction.settingsBefore;
  const left = new Map(settings);
  for (const [name, value] of transaction.localSettings) {
    if (value === undefined) left.delete(name);
    else left.set(name, value);
  }
  return left;
}

async function temporaryTables(connection: DuckDBConnection): Promise<string[]> {
  const reader = await connection.runAndReadAll("SELECT table_name FROM duckdb_tables() WHERE database_name = 'temp'");
  return reader.getRows().map(([name]) => String(name).toLowerCase());
}

/** Shows a session's temporary tables beside what all sessions see; they are its user's own. */
function createOverlay(user: string): (catalog: Catalog, temporary: readonly string[]) => Catalog {
  let known: { readonly base: Catalog; readonly temporary: readonly string[]; readonly catalog: Catalog } | undefined;
  return (base, temporary) => {
    if (known?.base === base && known.temporary === temporary) return known.catalog;
    const tables = temporary.map((name) => ({ schema: temporarySchema, name }));
    const owners = new Map(base.owners);
    owners.set(objectKey({ kind: 'schema', schema: temporarySchema, name: temporarySchema }), user);
    for (const table of tables) owners.set(objectKey({ kind: 'relation', ...table }), user);
    const catalog: Catalog = {
      ...base,
      version: nextCatalogVersion(),
      schemas: new Set([...base.schemas, temporarySchema]),
      relations: new Set([...base.relations, ...tables.map(nameKey)]),
      owners,
    };
    known = { base, temporary, catalog };
    return catalog;
  };
}

/** Sets a parameter; `isLocal` until the transaction ends. @throws SqlError as `checkSetting`. */
export function setParameter(session: Session, name: string, value: string | undefined, isLocal: boolean): void {
  if (value !== undefined) checkSetting(name, value);
  if (isLocal && !session.transaction) return;
  const before = session.settings.get(name);
  if (isLocal && !session.transaction?.localSettings.has(name)) session.transaction?.localSettings.set(name, before);
  const settings = new Map(session.settings);
  if (value === undefined) settings.delete(name);
  else settings.set(name, value);
  session.settings = settings;
}

/** The session that a statement needs. @throws SqlError when it runs without one. */
export function requireSession(context: EngineContext): Session {
  if (!context.session) throw new SqlError('ERROR: the statement needs a session');
  return context.session;
}

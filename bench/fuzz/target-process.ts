import { type Engine, SqlError, StatementCancelledError } from '../../local/redshift/engine.ts';
import { openEngine } from '../../local/redshift/open-engine.ts';
import { adminUser, database, type ServedWarehouse, serveWarehouse } from '../running/serve-warehouse.ts';
import { findBreaches, furnish, fuzzSession, makeFolders, refurnish, secret } from './world.ts';

/** What the process that holds the engine is told. */
export type TargetRequest =
  | {
      readonly type: 'execute';
      readonly id: number;
      readonly sql: string;
      readonly user: string;
      readonly session?: string;
    }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'check'; readonly user: string };

/** What it says. */
export type TargetReply =
  | ({ readonly type: 'ready' } & ServedWarehouse)
  | { readonly type: 'ended'; readonly id: number; readonly ending: Ending }
  | { readonly type: 'checked'; readonly breaches: readonly string[] };

/** How a statement ended. */
export interface Ending {
  readonly outcome: 'finished' | 'refused' | 'cancelled' | 'fault' | 'leak';
  readonly message: string;
}

async function main(folder: string): Promise<void> {
  const { warehouse, bucketsFolder } = makeFolders(folder);
  const engine = await openEngine({ folder: warehouse, bucketsFolder, adminUser });
  await furnish(engine);
  const served = await serveWarehouse(engine);
  process.on('message', (request: TargetRequest) => void obey(engine, folder, request));
  process.on('disconnect', () => process.exit());
  say({ type: 'ready', ...served });
}

async function obey(engine: Engine, folder: string, request: TargetRequest): Promise<void> {
  if (request.type === 'cancel') return void (await engine.cancel(String(request.id)));
  if (request.type === 'execute') return say({ type: 'ended', id: request.id, ending: await execute(engine, request) });
  await engine.closeSession(fuzzSession);
  await refurnish(engine);
  say({ type: 'checked', breaches: await findBreaches(engine, folder, request.user) });
}

async function execute(engine: Engine, request: TargetRequest & { readonly type: 'execute' }): Promise<Ending> {
  const { id, sql, user, session } = request;
  const place = { user, database: database.Database, ...(session !== undefined && { session }) };
  const parameters = ['p', 'q'].map((name) => ({ name, value: '5' }));
  try {
    const { rows } = await engine.execute({ id: String(id), sql, parameters, ...place });
    const isLeak = user !== adminUser && JSON.stringify(rows).includes(secret);
    return { outcome: isLeak ? 'leak' : 'finished', message: '' };
  } catch (error) {
    const { message, stack } = error as Error;
    if (message.includes(secret) && user !== adminUser) return { outcome: 'leak', message };
    if (error instanceof StatementCancelledError) return { outcome: 'cancelled', message };
    return isRefusal(error) ? { outcome: 'refused', message } : { outcome: 'fault', message: stack ?? message };
  }
}

/** A refusal in Redshift's manner, and none that tells of a fault inside of the database. */
function isRefusal(error: unknown): error is SqlError {
  return (
    error instanceof SqlError &&
    error.message.startsWith('ERROR: ') &&
    !/\b(INTERNAL|FATAL|assertion|invalidated)\b/i.test(error.message)
  );
}

function say(reply: TargetReply): void {
  process.send?.(reply);
}

const [, , folder] = process.argv;
if (!folder) throw new Error('target-process.ts takes the folder to work in');
await main(folder);

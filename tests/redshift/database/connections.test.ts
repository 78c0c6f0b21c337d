import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type ConnectionPool,
  openConnections,
  type PooledConnection,
  type Run,
  uncancellableRun,
} from '../../../local/redshift/database/connections.ts';
import { changeCatalog } from '../../../local/redshift/statements/change-catalog.ts';
import type { EngineContext } from '../../../local/redshift/statements/context.ts';

type Work = (connection: PooledConnection) => Promise<number>;

const instances: DuckDBInstance[] = [];
const open = async () => {
  const instance = await DuckDBInstance.create(':memory:');
  instances.push(instance);
  return { instance, pool: await openConnections(instance) };
};
const read = (pool: ConnectionPool, run: Run, work: Work): Promise<unknown> => pool.read(run, work);
const change = (pool: ConnectionPool, run: Run, work: Work): Promise<unknown> => {
  const context = { connections: pool, reloadCatalog: async () => {} } as Partial<EngineContext> as EngineContext;
  return changeCatalog({ run }, context, ({ connection }) => work(connection));
};

/** Interrupts whatever the run's connection does, as a cancellation does every few milliseconds. */
async function whileInterrupted(run: Run, work: Promise<unknown>): Promise<PromiseSettledResult<unknown>> {
  let result: PromiseSettledResult<unknown> | undefined;
  void Promise.allSettled([work]).then(([settled]) => {
    result = settled;
  });
  while (!result) {
    for (let times = 0; times < 3_000; times += 1) run.connection?.duckdb.interrupt();
    await new Promise(setImmediate);
  }
  return result;
}

afterEach(() => {
  for (const instance of instances.splice(0)) instance.closeSync();
});

describe.each([
  ['read', read],
  ['change of the catalog', change],
])('a %s that is interrupted', (_, begin) => {
  const fail = () => Promise.reject(new Error('The work has failed'));

  it('leaves its connection ready for the next', async () => {
    const { pool } = await open();
    for (let times = 0; times < 40; times += 1) {
      const run = uncancellableRun();
      expect(await whileInterrupted(run, begin(pool, run, fail))).toMatchObject({ status: 'rejected' });
    }

    for (let next = 0; next < 2; next += 1)
      await expect(begin(pool, uncancellableRun(), async () => 1)).resolves.toBeDefined();
  });

  it('has its result when the work is done', async () => {
    const { pool } = await open();
    for (let times = 0; times < 40; times += 1) {
      const run = uncancellableRun();
      expect(
        await whileInterrupted(
          run,
          begin(pool, run, async () => 1),
        ),
      ).toMatchObject({ status: 'fulfilled' });
    }
  });
});

describe('a session', () => {
  it('lets no other change begin before what follows its commit is done', async () => {
    const { pool } = await open();
    const session = await pool.openSession();
    await session.begin();
    await session.change(uncancellableRun(), async () => {});
    const done: string[] = [];
    const next = pool.change(uncancellableRun(), async () => done.push('the next change'));

    await session.end('COMMIT', async () => {
      await new Promise(setImmediate);
      done.push('what follows');
    });

    await next;
    expect(done).toEqual(['what follows', 'the next change']);
    await session.close();
  });
});

describe('a change of the catalog', () => {
  it('that cannot be committed tells why', async () => {
    const { instance, pool } = await open();
    const other = await instance.connect();
    await other.run('CREATE TABLE numbers (n INTEGER PRIMARY KEY)');
    const insert = 'INSERT INTO numbers VALUES (1)';
    const changed = change(pool, uncancellableRun(), async ({ duckdb }) => {
      await duckdb.run(insert);
      await other.run(insert);
      return 1;
    });

    await expect(changed).rejects.toThrow('duplicate key');
  });
});

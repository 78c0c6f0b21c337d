import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine, StatementResult } from '../../local/redshift/engine.ts';
import { adminUser, database } from '../running/serve-warehouse.ts';

/** What no user but the admin may ever see, in a table, a model and a file. */
export const secret = 'kept-under-lock-and-key';

/** Whom the Data API makes of the local account's operator. */
export const playerUser = 'IAM:operator';

/** The one session of a server, closed by each check. */
export const fuzzSession = 'fuzz';

/** Folders of an engine with things to play with, and a file out of bounds. */
export function makeFolders(folder: string) {
  const bucketsFolder = join(folder, 'buckets');
  const secretFile = join(folder, 'secret.txt');
  mkdirSync(join(bucketsFolder, 'fuzz'), { recursive: true });
  writeFileSync(secretFile, `${secret}\n`);
  writeFileSync(join(bucketsFolder, 'fuzz', 'rows.csv'), '1,red,1.5\n2,green,\n');
  mkdirSync(join(bucketsFolder, 'vault'));
  writeFileSync(join(bucketsFolder, 'vault', 'wrong.csv'), `1,${secret},true\n`);
  writeFileSync(join(bucketsFolder, 'fuzz', 'bad.csv'), '1,"red\nx,\u0000,,,,\n');
  return { warehouse: join(folder, 'warehouse'), bucketsFolder, secretFile };
}

const play = `id INTEGER, name VARCHAR(64), amount DECIMAL(12,2), rate FLOAT8, good BOOLEAN, born DATE, seen TIMESTAMP,
  doc SUPER, small SMALLINT, fixed CHAR(3)`;
const rows = `(1, 'red', 1.50, 0.1, true, '2024-02-29', '2024-05-06 12:00:00', NULL, 3, 'abc'), (2, 'größe', -7, NULL, false,
  NULL, NULL, NULL, NULL, NULL), (3, '', 99999.99, -1e10, NULL, '1900-01-01', '2099-12-31 23:59:59', NULL, -5, 'x')`;

/** Sets up a vault that is the admin's and a playground for the player. */
export async function furnish(engine: Engine): Promise<void> {
  const run = runner(engine);
  await run('CREATE SCHEMA vault');
  await run('CREATE TABLE vault.secrets (secret VARCHAR(64))');
  await run(`INSERT INTO vault.secrets VALUES ('${secret}')`);
  await run('CREATE ROLE keeper');
  await run('GRANT USAGE ON SCHEMA vault TO ROLE keeper');
  await run('CREATE SCHEMA play');
  await run(`GRANT USAGE ON SCHEMA play TO PUBLIC`);
  await run('SELECT 1', playerUser);
  await run(`GRANT CREATE ON SCHEMA play TO "${playerUser}"`);
  await run('CREATE TABLE vault.history (a INTEGER, b FLOAT8, good BOOLEAN)');
  const history = Array.from({ length: 500 }, (_, row) => `(${row % 7}, ${row / 10}, ${row % 3 === 0})`);
  await run(`INSERT INTO vault.history VALUES ${history.join(', ')}`);
  await run(
    `CREATE MODEL play.m FROM vault.history TARGET good FUNCTION play.fn IAM_ROLE default SETTINGS (S3_BUCKET '${secret}')`,
  );
  // A load that fails leaves its line behind, for the admin to read.
  await run("COPY vault.history FROM 's3://vault/wrong.csv' IAM_ROLE default CSV").catch(() => undefined);
  await run(`GRANT EXECUTE ON MODEL play.m TO "${playerUser}"`);
  await refurnish(engine);
}

/** Puts back what the player may have broken. */
export async function refurnish(engine: Engine): Promise<void> {
  const run = runner(engine);
  for (const table of ['play.t', 'play.u', 'public.t']) {
    const owner = table.startsWith('play') ? playerUser : adminUser;
    const isWhole = await run(`SELECT ${columnNames} FROM ${table} LIMIT 1`).then(
      ({ rows: [row] }) => row !== undefined,
      () => false,
    );
    if (isWhole) continue;
    await run(`DROP TABLE IF EXISTS ${table}`).catch(() => undefined);
    await run(`CREATE TABLE ${table} (${play})`, owner).catch(() => undefined);
    await run(`INSERT INTO ${table} VALUES ${rows}`, owner).catch(() => undefined);
    await run(`UPDATE ${table} SET doc = JSON_PARSE('{"a":1,"b":[1,{"c":"x"}]}') WHERE id = 1`, owner).catch(
      () => undefined,
    );
    if (owner === adminUser) await run(`GRANT SELECT ON ${table} TO PUBLIC`);
  }
}

const columnNames = 'id, name, amount, rate, good, born, seen, doc, small, fixed';

/** What is not as it must be: the vault, the player's rights, the files outside of engine and bucket. */
export async function findBreaches(engine: Engine, folder: string, user: string): Promise<string[]> {
  const run = runner(engine);
  const breaches: string[] = [];
  const files = readdirSync(folder).sort().join(' ');
  if (files !== 'buckets secret.txt warehouse') breaches.push(`the folder holds ${files}`);
  if (readFileSync(join(folder, 'secret.txt'), 'utf8') !== `${secret}\n`) breaches.push('the secret file has changed');
  // UNLOAD keeps a folder of its own among the buckets, empty while none runs.
  const aside = join(folder, 'buckets', '.unload');
  const others = readdirSync(join(folder, 'buckets')).filter((name) => !['fuzz', 'vault', '.unload'].includes(name));
  const left = existsSync(aside) ? readdirSync(aside) : [];
  if (others.length + left.length > 0) breaches.push(`among the buckets are ${[...others, ...left].join(' ')}`);
  // The admin may do to the vault whatever he likes.
  if (user === adminUser) return breaches;
  const vault = await run('SELECT secret FROM vault.secrets');
  if (JSON.stringify(vault.rows) !== JSON.stringify([[secret]])) breaches.push('the vault has changed');
  const refusal = await run('SELECT secret FROM vault.secrets', playerUser).then(
    () => 'none',
    (error: Error) => error.message,
  );
  if (!refusal.includes('permission denied')) breaches.push(`the player reads the vault: ${refusal}`);
  const { rows: superusers } = await run('SELECT usename FROM pg_user WHERE usesuper');
  // Redshift has one superuser of its own.
  const made = superusers.flat().filter((name) => name !== adminUser && name !== 'rdsdb');
  if (made.length > 0) breaches.push(`there are the superusers ${made.join(', ')}`);
  return breaches;
}

let statementCount = 0;

function runner(engine: Engine): (sql: string, user?: string) => Promise<StatementResult> {
  return (sql, user = adminUser) => {
    statementCount += 1;
    return engine.execute({ id: `world-${statementCount}`, sql, parameters: [], user, database: database.Database });
  };
}

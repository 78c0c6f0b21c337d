import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { Command, InvalidArgumentError } from 'commander';
import { columnTypes, featureNames, writeRows } from './bulk/bulk-rows.ts';
import { type Measured, measure } from './bulk/measure.ts';
import { tellGoal } from './running/tell-goal.ts';

/** One line for the list of benches. */
export const description = 'whether a million rows load and score in bounded memory, and how fast beside their peers';

const bucket = 'bulk';
const megabyte = 2 ** 20;

/** What a piece of work may take beyond the idle process; the rows of a million take more than either. */
const mostMegabytes = 600;

/** Work, what it is held against, and what that took. */
interface Line {
  readonly name: string;
  readonly measured: Measured;
  readonly peer: { readonly name: string; readonly measured: Measured };
}

/** Loads and scores; true when all rows came through within the bound of memory. */
export async function run(args: readonly string[]): Promise<boolean> {
  const { rows } = readOptions(args);
  const folder = await mkdtemp(join(tmpdir(), 'recourse-bulk-'));
  try {
    const lines = await measureAll(folder, rows);
    console.log(format(lines));
    return lines.map((line) => isReached(line, rows)).every(Boolean);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measureAll(folder: string, rows: number): Promise<Line[]> {
  const bucketsFolder = join(folder, 'buckets');
  const path = join(bucketsFolder, bucket, 'rows.csv');
  mkdirSync(join(bucketsFolder, bucket), { recursive: true });
  const bytes = await writeRows(path, join(bucketsFolder, bucket, 'zipped.csv.gz'), rows);
  console.log(
    `${rows} rows of ${Object.keys(columnTypes).length} columns, ${(bytes / megabyte).toFixed(0)} MB of CSV.`,
  );
  const engineFolder = join(folder, 'engine');
  const sql = (text: string) => measure({ kind: 'sql', folder: engineFolder, bucketsFolder, sql: text });
  const readCsv = { name: "DuckDB's read_csv", measured: await measure({ kind: 'read-csv', folder, path }) };
  await sql(createTable('plain'));
  await sql(createTable('zipped'));
  const plain = await sql(`COPY plain FROM 's3://${bucket}/rows.csv' IAM_ROLE default CSV`);
  const zipped = await sql(`COPY zipped FROM 's3://${bucket}/zipped.csv.gz' IAM_ROLE default CSV GZIP`);
  await sql(createModel);
  const walk = { name: 'the trees alone', measured: await measure({ kind: 'walk', folder: engineFolder, rows }) };
  const scored = await sql(
    `CREATE TABLE scored AS SELECT id, ml_fn_prediction(${featureNames.join(', ')}) AS prediction FROM plain`,
  );
  return [
    { name: 'COPY of CSV', measured: plain, peer: readCsv },
    { name: 'COPY of gzipped CSV', measured: zipped, peer: readCsv },
    { name: 'CREATE TABLE AS with a prediction', measured: scored, peer: walk },
  ];
}

function createTable(name: string): string {
  const columns = Object.entries(columnTypes).map((column) => column.join(' '));
  return `CREATE TABLE ${name} (${columns.join(', ')})`;
}

const createModel = `CREATE MODEL bulk FROM (SELECT ${featureNames.join(', ')}, good FROM plain WHERE id < 10000)
  TARGET good FUNCTION ml_fn_prediction IAM_ROLE default AUTO OFF MODEL_TYPE XGBOOST OBJECTIVE 'binary:logistic'
  PREPROCESSORS 'none' HYPERPARAMETERS DEFAULT EXCEPT (NUM_ROUND '100') SETTINGS (S3_BUCKET '${bucket}')`;

function format(lines: readonly Line[]): string {
  const table = new Table({
    head: ['', 'rows/s', 'beside', 'rows/s', 'ratio', 'peak over idle', 'its peak'],
    colAligns: ['left', 'right', 'left', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  });
  for (const { name, measured, peer } of lines) {
    const [own, other] = [speed(measured), speed(peer.measured)];
    const memory = [measured, peer.measured].map((one) => `${overIdle(one).toFixed(0)} MB`);
    table.push([name, own.toFixed(0), peer.name, other.toFixed(0), (own / other).toFixed(2), ...memory]);
  }
  return table.toString();
}

function isReached({ name, measured }: Line, rows: number): boolean {
  const isWithin = overIdle(measured) <= mostMegabytes && measured.rows === rows;
  const memory = `${overIdle(measured).toFixed(0)} of at most ${mostMegabytes} MB`;
  return tellGoal(isWithin, `${name}: ${measured.rows} of ${rows} rows in ${memory} over idle`);
}

function speed({ rows, seconds }: Measured): number {
  return rows / seconds;
}

function overIdle({ idleBytes, peakBytes }: Measured): number {
  return (peakBytes - idleBytes) / megabyte;
}

function readOptions(args: readonly string[]): { readonly rows: number } {
  return new Command('npm run bench -- bulk')
    .description(description)
    .option('--rows <n>', 'rows to load and to score', wholeNumber, 1_000_000)
    .parse([...args], { from: 'user' })
    .opts<{ rows: number }>();
}

function wholeNumber(text: string): number {
  if (/^\d+$/.test(text) && Number(text) >= 10_000) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 10000.');
}

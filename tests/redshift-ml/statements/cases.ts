import { type EngineUnderTest, openEngineUnderTest } from '../../redshift/engine-under-test.ts';
import { trainModel } from '../../redshift/trained-model.ts';

/** An engine with the table `cases`, whose columns all follow from x: won when x is over 50, class 0 to 2 by thirds. */
export async function openCases(): Promise<EngineUnderTest> {
  const warehouse = await openEngineUnderTest();
  await warehouse.run(
    'CREATE TABLE cases (id INTEGER, x DOUBLE PRECISION, kind VARCHAR(5), won BOOLEAN, flag SMALLINT, class BIGINT, price REAL)',
  );
  const lines = Array.from({ length: 600 }, (_, id) => {
    const x = (id * 37) % 100;
    return [id, x, 'abc'[id % 3], x > 50, Number(x > 50), Math.min(2, Math.floor(x / 33)), x * 2.5].join(',');
  });
  warehouse.putObject('cases.csv', lines.join('\n'));
  await warehouse.run("COPY cases FROM 's3://recourse-dev-data/cases.csv' IAM_ROLE default CSV");
  return warehouse;
}

/** Creates a model and waits for its training; the clauses are those between its name and SETTINGS. */
export async function train(warehouse: EngineUnderTest, name: string, clauses: string): Promise<void> {
  const sql = `CREATE MODEL ${name} ${clauses} IAM_ROLE default SETTINGS (S3_BUCKET 'b')`;
  await trainModel(warehouse, () => warehouse.run(sql), name);
}

/** SHOW MODEL as rows of two texts. */
export async function show(warehouse: EngineUnderTest, name: string, user?: string): Promise<string[][]> {
  const { rows } = await warehouse.run(`SHOW MODEL ${name}`, {}, user);
  return rows.map((row) => row.map(String));
}

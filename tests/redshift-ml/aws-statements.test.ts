import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsStatements } from '../../bench/models/aws-statements.ts';
import { type ModelWarehouse, openModelWarehouse } from '../../bench/models/model-warehouse.ts';
import { endsAsItShould } from '../../bench/models.ts';
import { readTokens } from '../../local/redshift/syntax/token-reader.ts';
import { isSymbol, tokenize } from '../../local/redshift/syntax/tokens.ts';
import { readCreateModel } from '../../local/redshift-ml/syntax/read-create-model.ts';

let warehouse: ModelWarehouse;
beforeAll(async () => {
  warehouse = await openModelWarehouse();
});
afterAll(() => warehouse.discard());

function parse(sql: string): unknown {
  const tokens = tokenize(sql).filter((token) => !isSymbol(token, ';'));
  return readCreateModel(readTokens(tokens, sql.length), 'public');
}

describe('the statements of AWS', () => {
  it('are more than fifty, each with a title of its own and a source', () => {
    expect(awsStatements.length).toBeGreaterThan(50);
    expect(new Set(awsStatements.map(({ title }) => title)).size).toBe(awsStatements.length);
    expect(awsStatements.filter(({ source }) => source === '')).toEqual([]);
  });

  it.each(awsStatements.filter(({ refused }) => refused === undefined))('parse: $title', ({ sql }) => {
    expect(parse(sql)).toMatchObject({ settings: { maxCells: 1_000_000 } });
  });

  it.each(awsStatements.filter(({ refused }) => refused !== undefined && refused !== 'CREATE EXTERNAL MODEL'))(
    'are refused by the name of $refused: $title',
    ({ sql, refused }) => {
      expect(() => parse(sql)).toThrow(new RegExp(`^ERROR: ${refused}.* is not supported by the local engine$`));
    },
  );

  it.each(
    awsStatements.filter(({ title }) =>
      [
        'user guidance with preprocessors, its target in quotes',
        'tutorial: banknotes with XGBoost, EXCEPT without a space',
        'model of Amazon Bedrock with a prompt',
        'local inference from an artefact',
        'lifetime value: a regression of a logarithm',
        'chapter 4: clusters of guests',
        'chapter 7: weight by height, with mod written as %',
        'book: human against machine, a BOOLEAN target from a table in a schema',
      ].includes(title),
    ),
  )('end on the real engine as they should: $title', async (statement) => {
    const outcome = await warehouse.tryStatement(statement);

    expect(endsAsItShould(statement, outcome), outcome.result).toBe(true);
  });
});

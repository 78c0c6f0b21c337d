import { describe, expect, it } from 'vitest';
import { parameterNames } from '../../local/redshift-data/statements/sql-parameters.ts';

describe('parameterNames', () => {
  it.each([
    ['SELECT :a, :b_2, :a', ['a', 'b_2']],
    ['SELECT :age::int, x::text', ['age']],
    ['SELECT x::varchar(6), :a::b', ['a']],
    ["SELECT ':no', :yes", ['yes']],
    ["SELECT 'it''s :no', :yes", ['yes']],
    ["SELECT 'it\\'s :no', :yes", ['yes']],
    ['SELECT ":no", "a"":no", :yes', ['yes']],
    ['SELECT 1 -- :no\n, :yes', ['yes']],
    ['SELECT /* :no /* :no */ :no */ :yes', ['yes']],
    ['SELECT /* :no', []],
    ['SELECT $$ :no $$, $t$ :no $$ :no $t$, :yes', ['yes']],
    ["SELECT 'open :no", []],
    ["SELECT '--', :yes", ['yes']],
    ['SELECT /* \' */ :yes, "/*", :too', ['yes', 'too']],
    ['SELECT customer[0]::INTEGER FROM t WHERE id=:id', ['id']],
    ['', []],
  ])('of %j are %j', (sql, names) => {
    expect([...parameterNames(sql)]).toEqual(names);
  });

  it('of a long text with no end are found as fast as of any other', () => {
    expect(parameterNames(`SELECT :a, '${"x''\\'".repeat(25_000)}`)).toEqual(new Set(['a']));
  });
});

import { describe, expect, it } from 'vitest';
import { createRuntime } from '../../../local/appsync/appsync-js/runtime.ts';
import type { FieldError } from '../../../local/appsync/execution/field-error.ts';
import { evaluateRequest, resolverCode } from './evaluate-handler.ts';

const runtime = createRuntime();
const evaluate = (expression: string) =>
  evaluateRequest(runtime.compile(resolverCode(`return ${expression};`), 'Query.a')).value;

describe('util.dynamodb', () => {
  // https://docs.aws.amazon.com/appsync/latest/devguide/dynamodb-helpers-in-util-dynamodb-js.html
  it.each<[string, unknown]>([
    ['toDynamoDB("foo")', { S: 'foo' }],
    ['toDynamoDB(12345)', { N: 12345 }],
    ['toDynamoDB(true)', { BOOL: true }],
    ['toDynamoDB(null)', { NULL: null }],
    [
      'toDynamoDB({ foo: "bar", baz: 1234, beep: ["boop"] })',
      { M: { foo: { S: 'bar' }, baz: { N: 1234 }, beep: { L: [{ S: 'boop' }] } } },
    ],
    ['toString("foo")', { S: 'foo' }],
    ['toString(null)', null],
    ['toStringSet(["foo", "bar"])', { SS: ['foo', 'bar'] }],
    ['toNumber(12345)', { N: 12345 }],
    ['toNumberSet([1, 23, 4.56])', { NS: [1, 23, 4.56] }],
    ['toBinary("foo")', { B: 'foo' }],
    ['toBinarySet(["foo"])', { BS: ['foo'] }],
    ['toBoolean(true)', { BOOL: true }],
    ['toNull()', { NULL: null }],
    ['toList(["foo", 123, { bar: "baz" }])', { L: [{ S: 'foo' }, { N: 123 }, { M: { bar: { S: 'baz' } } }] }],
    ['toMap({ foo: "bar" })', { M: { foo: { S: 'bar' } } }],
    ['toMapValues({ foo: "bar", baz: 1 })', { foo: { S: 'bar' }, baz: { N: 1 } }],
    ['toS3Object("foo", "bar", "baz")', { S: '{"s3":{"key":"foo","bucket":"bar","region":"baz"}}' }],
    ['toS3Object("foo", "bar", "baz", "v")', { S: '{"s3":{"key":"foo","bucket":"bar","region":"baz","version":"v"}}' }],
    ['fromS3ObjectJson(`{"s3":{"key":"foo","bucket":"bar"}}`)', { key: 'foo', bucket: 'bar' }],
  ])('%s', (call, expected) => {
    expect(evaluate(`util.dynamodb.${call}`)).toEqual(expected);
  });
});

describe('util.http.addResponseHeader', () => {
  /** Sets headers and gives those that were taken, and the errors in the reply. */
  function setHeaders(headers: Record<string, unknown>, fits = true) {
    const taken: Record<string, string> = {};
    const errors: FieldError[] = [];
    const code = resolverCode(`util.http.addResponseHeaders(${JSON.stringify(headers)}); return 1;`);
    evaluateRequest(runtime.compile(code, 'Query.a'), {
      addResponseHeader: (name, value) => {
        taken[name] = value;
        return fits;
      },
      appendError: (error) => errors.push(error),
    });
    return { taken, errors: errors.map(({ errorType }) => errorType) };
  }

  it('takes texts, numbers and objects', () => {
    expect(setHeaders({ itemsCount: 7, Render: 'x', meta: { a: [1] } })).toEqual({
      taken: { itemscount: '7', render: 'x', meta: '{"a":[1]}' },
      errors: [],
    });
  });

  it.each([
    'transfer-encoding',
    'Content-Length',
    'Access-Control-Allow-Origin',
    'Vary',
    'Content-Type',
    'x-amzn-requestid',
    'X-Amz-Date',
    '',
    'a b',
    'a\n',
  ])('leaves out "%s" with a ResponseHeaderError', (name) => {
    expect(setHeaders({ [name]: 'x' })).toEqual({ taken: {}, errors: ['ResponseHeaderError'] });
  });

  it.each([null, 'line\r\nbreak', '✓'])('leaves out the value %j with a ResponseHeaderError', (value) => {
    expect(setHeaders({ mine: value })).toEqual({ taken: {}, errors: ['ResponseHeaderError'] });
  });

  it('tells headers that have no more room', () => {
    expect(setHeaders({ mine: 'x' }, false).errors).toEqual(['ResponseHeaderError']);
  });
});

describe('patterns as in java.util.regex', () => {
  it.each<[string, string, boolean]>([
    ['a*b', 'aaab', true],
    ['(?i)^abc$', 'ABC', true],
    ['^b$', 'a\nb', false],
    ['(?m)^b$', 'a\nb\nc', true],
    ['^a$', 'a\n', true],
    ['^a\\z', 'a\n', false],
    ['a.b', 'a\u0085b', false],
    ['(?s)a.b', 'a\nb', true],
    ['(?x) a  b # a comment', 'ab', true],
    ['^\\s$', '\u00a0', false],
    ['^\\h$', '\u00a0', true],
    ['^[a-z&&[^aeiou]]+$', 'xyz', true],
    ['^[a-z&&[^aeiou]]+$', 'xay', false],
    ['^[a-d[m-p]]$', 'n', true],
    ['^[()/{}|-]+$', '(){}|/-', true],
    ['^\\Qa+[\\E$', 'a+[', true],
    ['^[\\Q^-]\\E]+$', '^-]', true],
    ['^\\p{Alpha}\\p{Digit}\\p{Punct}$', 'a1!', true],
    ['^\\p{IsLatin}\\p{Lu}\\pL\\P{L}$', 'éÉe1', true],
    ['^\\x41\\u0042\\0103\\t\\-\\@$', 'ABC\t-@', true],
    ['^(?<year>\\d{4})-\\k<year>$', '2020-2020', true],
    ['^(a|b)\\1$', 'aa', true],
    ['(?<!a)b', 'ab', false],
    ['^a]$', 'a]', true],
    ['\\bword\\b', 'a word.', true],
  ])('%j on %j is %s', (pattern, text, expected) => {
    expect(evaluate(`util.matches(${JSON.stringify(pattern)}, ${JSON.stringify(text)})`)).toBe(expected);
  });

  it.each<[string, string]>([
    ['"a.b.c".replace("[.]", "-")', 'a-b.c'],
    ['"a.b.c".replaceAll("\\\\.", "-")', 'a-b-c'],
    ['"john smith".replace("(\\\\w+) (\\\\w+)", "$2 $1")', 'smith john'],
    ['"2020-01".replaceAll("(?<y>\\\\d+)-(?<m>\\\\d+)", "$" + "{m}/$" + "{y}")', '01/2020'],
    ['"5".replace("5", "\\\\$5")', '$5'],
    ['"5".replace("5", "$0$0")', '55'],
    ['"a,b".split(",").join("|")', 'a|b'],
    ['"a.b".split(".").join("|")', 'a|b'],
  ])('%s', (expression, expected) => {
    expect(evaluate(expression)).toBe(expected);
  });

  it.each([
    ['util.matches(ctx.args.p ?? "a" + "++", "a")', 'possessive quantifiers'],
    ['"a".replace("a", "$1")', 'No group 1'],
    ['"a".replace("a", "$")', 'Illegal group reference'],
    ['util.urlDecode("%zz")', 'URLDecoder'],
  ])('%s is a fault of the code, told with its place', (expression, message) => {
    expect(() => evaluate(expression)).toThrow(
      expect.objectContaining({
        errorType: 'Code',
        message: expect.stringMatching(new RegExp(`^code\\.js:2:\\d+: \\w+: .*${message}`)),
      }),
    );
  });
});

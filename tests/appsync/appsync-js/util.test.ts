import { describe, expect, it } from 'vitest';
import { createRuntime } from '../../../local/appsync/appsync-js/runtime.ts';
import type { FieldError } from '../../../local/appsync/execution/field-error.ts';
import { evaluateRequest, resolverCode } from './evaluate-handler.ts';

const runtime = createRuntime();
const evaluate = (expression: string) =>
  evaluateRequest(runtime.compile(resolverCode(`return ${expression};`), 'Query.a')).value;

describe('built-ins with the semantics of AppSync', () => {
  it.each<[string, unknown]>([
    ['JSON.parse("{")', ''],
    ['JSON.parse("[1]")', [1]],
    ['"a.b.c".replace("[.]", "-")', 'a-b.c'],
    ['"a.b.c".replaceAll("[.]", "-")', 'a-b-c'],
    ['"x1y22".replaceAll("\\\\p{Digit}+", "#")', 'x#y#'],
    ['"a+b".replace("\\\\Qa+\\\\E", "")', 'b'],
    ['[3, 1, 2].sort()', [1, 2, 3]],
    ['Object.keys({ a: 1 }).concat([typeof Math.random()])', ['a', 'number']],
  ])('%s', (expression, expected) => {
    expect(evaluate(expression)).toEqual(expected);
  });
});

describe('util', () => {
  it.each<[string, unknown]>([
    ['util.urlEncode("a b&c/ü~!")', 'a+b%26c%2F%C3%BC%7E%21'],
    ['util.urlDecode("a+b%26c")', 'a b&c'],
    ['util.base64Encode("hé")', 'aMOp'],
    ['util.base64Decode("aMOp")', 'hé'],
    ['util.escapeJavaScript("a\\"b\\n\'/é")', 'a\\"b\\n\\\'\\/\\u00E9'],
    ['util.matches("a*b", "aaab")', true],
    ['util.matches("(?i)^ABC$", "abc")', true],
    ['util.matches("^x", "ax")', false],
    ['util.authType()', 'User Pool Authorization'],
    ['util.str.normalize("e\\u0301", "nfc")', 'é'],
    ['util.math.roundNum(2.5)', 3],
    ['util.math.minVal(1, 2)', 1],
    ['util.math.maxVal(1, 2)', 2],
    ['util.time.epochMilliSecondsToISO8601(0)', '1970-01-01T00:00:00.000Z'],
    ['util.time.epochMilliSecondsToSeconds(1999)', 1],
    ['util.time.parseISO8601ToEpochMilliSeconds("2018-02-01T17:21:05.180+08:00")', 1517476865180],
    ['util.time.epochMilliSecondsToFormatted(1517943695750, "yyyy-MM-dd HH:mm:ssZ")', '2018-02-06 19:01:35+0000'],
    [
      'util.time.epochMilliSecondsToFormatted(1517943695750, "yyyy-MM-dd HH:mm:ssZ", "Australia/Perth")',
      '2018-02-07 03:01:35+0800',
    ],
    ['util.time.epochMilliSecondsToFormatted(0, "EEEE, d MMM yy \'at\' h:mm a")', 'Thursday, 1 Jan 70 at 12:00 AM'],
    ['util.time.parseFormattedToEpochMilliSeconds("2018-02-01 17:21:05+0000", "yyyy-MM-dd HH:mm:ssZ")', 1517505665000],
    ['util.time.parseFormattedToEpochMilliSeconds("1 Feb 2018", "d MMM yyyy", "Australia/Perth")', 1517414400000],
    ['util.http.copyHeaders({ Host: "h", "X-A": "1", authorization: "t" })', { 'X-A': '1', authorization: 't' }],
  ])('%s', (expression, expected) => {
    expect(evaluate(expression)).toEqual(expected);
  });

  it.each([
    ['util.autoId()', /^[0-9a-f-]{36}$/],
    ['util.autoUlid()', /^[0-9A-HJKMNP-TV-Z]{26}$/],
    ['util.autoKsuid()', /^[0-9A-Za-z]{27}$/],
    ['util.time.nowISO8601()', /^\d{4}-\d\d-\d\dT[\d:.]+Z$/],
    ['util.time.nowFormatted("yyyy")', /^20\d\d$/],
  ])('%s gives a text of its kind', (expression, pattern) => {
    expect(evaluate(expression)).toMatch(pattern);
  });

  it('gives numbers in their ranges', () => {
    const [seconds, millis, within, double] = evaluate(
      '[util.time.nowEpochSeconds(), util.time.nowEpochMilliSeconds(), util.math.randomWithinRange(5, 6), util.math.randomDouble()]',
    ) as number[];

    expect(Math.abs((seconds ?? 0) * 1000 - Date.now())).toBeLessThan(60_000);
    expect(Math.abs((millis ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(within).toBe(5);
    expect(double).toBeLessThan(1);
  });
});

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

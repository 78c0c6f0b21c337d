import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../local/http.ts';
import { createFirewall } from '../../local/waf/firewall.ts';
import { arnOf, request, wafResource, webAcl } from './web-acl.ts';

const sets = [
  wafResource('IPSet', 'ipset', { Addresses: ['198.51.100.0/24', '2001:db8::/32'] }),
  wafResource('RegexPatternSet', 'regexpatternset', { RegularExpressionList: ['^curl/', '(?i)bot'] }),
];
const transform = (...types: string[]) => types.map((Type, Priority) => ({ Type, Priority }));
const none = transform('NONE');
const body = (text: string) => ({ body: Buffer.from(text) });
const headers = (all: Record<string, string>) => ({ headers: all });
const field = (FieldToMatch: object, TextTransformations = none) => ({ FieldToMatch, TextTransformations });

const method = (SearchString: string) => ({
  ByteMatchStatement: { SearchString, PositionalConstraint: 'EXACTLY', ...field({ Method: {} }) },
});
const bytes = (PositionalConstraint: string, SearchString: string, of = field({ UriPath: {} })) => ({
  ByteMatchStatement: { SearchString, PositionalConstraint, ...of },
});
const size = (ComparisonOperator: string, Size: number, of: object) => ({
  SizeConstraintStatement: { ComparisonOperator, Size, ...field(of) },
});
const regex = (RegexString: string, of = field({ SingleHeader: { Name: 'User-Agent' } })) => ({
  RegexMatchStatement: { RegexString, ...of },
});
const changed = (type: string, text: string) => bytes('EXACTLY', text, field({ Body: {} }, transform(type)));
const allHeaders = (MatchPattern: object, MatchScope: string, more: object = {}) => ({
  Headers: { MatchPattern, MatchScope, OversizeHandling: 'CONTINUE', ...more },
});
const ipSet = (more: object = {}) => ({ IPSetReferenceStatement: { Arn: arnOf('ipset'), ...more } });
const forwarded = (Position: string, FallbackBehavior = 'NO_MATCH') =>
  ipSet({ IPSetForwardedIPConfig: { HeaderName: 'X-Forwarded-For', Position, FallbackBehavior } });
const from = (addresses: string) => headers({ 'x-forwarded-for': addresses });

const block = (Statement: object, more: object = {}) => ({
  Name: 'Rule',
  Priority: 0,
  Action: { Block: {} },
  Statement,
  ...more,
});

function isBlocked(statement: object, asked: Partial<HttpRequest>): boolean {
  const firewall = createFirewall({ resources: [...webAcl([block(statement)]), ...sets] });
  return firewall(request(asked)).action === 'block';
}

describe('a statement', () => {
  it.each<[string, object, Partial<HttpRequest>, Partial<HttpRequest>]>([
    [
      'AndStatement',
      { AndStatement: { Statements: [method('GET'), bytes('EXACTLY', '/a')] } },
      { method: 'GET', path: '/a' },
      { method: 'GET' },
    ],
    ['OrStatement', { OrStatement: { Statements: [method('GET'), bytes('EXACTLY', '/a')] } }, { path: '/a' }, {}],
    ['NotStatement', { NotStatement: { Statement: method('POST') } }, { method: 'GET' }, {}],
    ['EXACTLY', bytes('EXACTLY', '/a'), { path: '/a' }, { path: '/ab' }],
    ['STARTS_WITH', bytes('STARTS_WITH', '/a'), { path: '/ab' }, { path: '/b/a' }],
    ['ENDS_WITH', bytes('ENDS_WITH', '/a'), { path: '/b/a' }, { path: '/ab' }],
    ['CONTAINS', bytes('CONTAINS', 'a'), { path: '/bad' }, { path: '/bd' }],
    ['CONTAINS_WORD', bytes('CONTAINS_WORD', 'a'), { path: '/bad/a' }, { path: '/bad_a' }],
    [
      'a search string in base64',
      {
        ByteMatchStatement: { SearchStringBase64: 'L2E=', PositionalConstraint: 'EXACTLY', ...field({ UriPath: {} }) },
      },
      { path: '/a' },
      {},
    ],
    ['a search string outside ASCII', bytes('CONTAINS', 'ü', field({ Body: {} })), body('Müller'), body('Muller')],
    [
      'RegexMatchStatement',
      regex('^curl/\\d'),
      headers({ 'user-agent': 'curl/8' }),
      headers({ 'user-agent': 'Mozilla' }),
    ],
    [
      'RegexPatternSetReferenceStatement',
      {
        RegexPatternSetReferenceStatement: {
          Arn: arnOf('regexpatternset'),
          ...field({ SingleHeader: { Name: 'user-agent' } }),
        },
      },
      headers({ 'user-agent': 'GoogleBOT' }),
      headers({ 'user-agent': 'x curl/8' }),
    ],
    ['IPSetReferenceStatement', ipSet(), { sourceIp: '198.51.100.7' }, { sourceIp: '198.51.101.7' }],
    ['IPSetReferenceStatement for IPv6', ipSet(), { sourceIp: '2001:db8::1' }, { sourceIp: '2001:db9::1' }],
    [
      'IPSetReferenceStatement of the first forwarded address',
      forwarded('FIRST'),
      from('198.51.100.7, 192.0.2.9'),
      from('192.0.2.9, 198.51.100.7'),
    ],
    [
      'IPSetReferenceStatement of the last forwarded address',
      forwarded('LAST'),
      from('192.0.2.9, 198.51.100.7'),
      from('198.51.100.7, 192.0.2.9'),
    ],
    [
      'IPSetReferenceStatement of any forwarded address',
      forwarded('ANY', 'MATCH'),
      from('192.0.2.9, 198.51.100.7'),
      {},
    ],
    ['IPSetReferenceStatement with a fallback', forwarded('ANY', 'MATCH'), from('unknown'), from('192.0.2.9')],
    ['the size of a body', size('GT', 5, { Body: {} }), body('123456'), body('12345')],
    ['the bytes of a text, not its characters', size('EQ', 2, { Body: {} }), body('ü'), body('u')],
    ['the size of the query string', size('GE', 3, { QueryString: {} }), { query: new URLSearchParams('a=1') }, {}],
    ['the size of the path', size('LT', 3, { UriPath: {} }), { path: '/a' }, {}],
    ['the size of a header', size('GT', 0, { SingleHeader: { Name: 'X-Id' } }), headers({ 'x-id': '1' }), {}],
    [
      'the size of any header value',
      size('GT', 5, allHeaders({ All: {} }, 'VALUE')),
      headers({ a: '123456' }),
      headers({ 'x-long-name': '1' }),
    ],
    [
      'the names of headers',
      bytes('EXACTLY', 'x-evil', field(allHeaders({ All: {} }, 'KEY'))),
      headers({ 'x-evil': '1' }),
      headers({ a: 'x-evil' }),
    ],
    [
      'some headers',
      bytes('EXACTLY', '1', field(allHeaders({ IncludedHeaders: ['A'] }, 'ALL'))),
      headers({ a: '1' }),
      headers({ b: '1' }),
    ],
    [
      'all headers but some',
      bytes('EXACTLY', '1', field(allHeaders({ ExcludedHeaders: ['A'] }, 'VALUE'))),
      headers({ b: '1' }),
      headers({ a: '1' }),
    ],
    [
      'one argument of the query',
      bytes('EXACTLY', '1', field({ SingleQueryArgument: { Name: 'A' } })),
      { query: new URLSearchParams('a=1') },
      { query: new URLSearchParams('b=1') },
    ],
    [
      'all arguments of the query',
      bytes('EXACTLY', '1', field({ AllQueryArguments: {} })),
      { query: new URLSearchParams('b=1') },
      { query: new URLSearchParams('1=b') },
    ],
    [
      'what stands in the first 8 kB of a body',
      bytes('ENDS_WITH', 'a', field({ Body: {} })),
      body(`${'b'.repeat(8_191)}ab`),
      body(`${'b'.repeat(8_192)}a`),
    ],
    [
      'an oversized body',
      size('LT', 0, { Body: { OversizeHandling: 'MATCH' } }),
      body('b'.repeat(8_193)),
      body('b'.repeat(8_192)),
    ],
    [
      'a body unless it is oversized',
      size('GT', 0, { Body: { OversizeHandling: 'NO_MATCH' } }),
      body('b'),
      body('b'.repeat(8_193)),
    ],
    [
      'oversized headers',
      size('LT', 0, allHeaders({ All: {} }, 'ALL', { OversizeHandling: 'MATCH' })),
      headers({ a: 'b'.repeat(8_192) }),
      headers({ a: 'b' }),
    ],
    ['LOWERCASE', changed('LOWERCASE', 'abc'), body('AbC'), body('AbD')],
    ['COMPRESS_WHITE_SPACE', changed('COMPRESS_WHITE_SPACE', 'a b'), body('a \t\n b'), body('ab')],
    ['URL_DECODE', changed('URL_DECODE', 'a b%'), body('a%20b%'), body('a+b%')],
    ['BASE64_DECODE', changed('BASE64_DECODE', 'abc'), body('YWJj'), body('abc')],
    ['HEX_DECODE', changed('HEX_DECODE', 'abc'), body('616263'), body('abc')],
    [
      'MD5',
      {
        ByteMatchStatement: {
          SearchStringBase64: 'kAFQmDzST7DWlj99KOF/cg==',
          PositionalConstraint: 'EXACTLY',
          ...field({ Body: {} }, transform('MD5')),
        },
      },
      body('abc'),
      body('abd'),
    ],
    [
      'NORMALIZE_PATH',
      bytes('EXACTLY', '/b', field({ UriPath: {} }, transform('NORMALIZE_PATH'))),
      { path: '/a/.././/b' },
      { path: '/a/b' },
    ],
    ['REMOVE_NULLS', changed('REMOVE_NULLS', 'ab'), body('a\0b'), body('a b')],
    ['REPLACE_NULLS', changed('REPLACE_NULLS', 'a b'), body('a\0b'), body('ab')],
    ['REPLACE_COMMENTS', changed('REPLACE_COMMENTS', 'a b '), body('a/* x */b/* y'), body('ab')],
    [
      'transformations by priority',
      bytes('EXACTLY', 'abc', field({ Body: {} }, transform('BASE64_DECODE', 'LOWERCASE').reverse())),
      body('QUJD'),
      body('qujd'),
    ],
  ])('%s matches what it names and nothing else', (_name, statement, matching, other) => {
    expect([isBlocked(statement, matching), isBlocked(statement, other)]).toEqual([true, false]);
  });

  it.each<[string, object]>([
    ['GeoMatchStatement', { GeoMatchStatement: { CountryCodes: ['DE'] } }],
    ['XssMatchStatement', { NotStatement: { Statement: { XssMatchStatement: field({ Body: {} }) } } }],
    ['FieldToMatch JsonBody', size('GT', 1, { JsonBody: {} })],
    ['FieldToMatch JA3Fingerprint', size('GT', 1, { JA3Fingerprint: {} })],
    ['TextTransformation HTML_ENTITY_DECODE', changed('HTML_ENTITY_DECODE', 'a')],
    ['regular expression (?=a)', regex('(?=a)')],
    ['regular expression a(', regex('a(')],
    ['PositionalConstraint ODD', bytes('ODD', 'a')],
    ['ComparisonOperator ODD', size('ODD', 1, { Body: {} })],
    ['AWS::WAFv2::IPSet arn:other, which is not in the template,', { IPSetReferenceStatement: { Arn: 'arn:other' } }],
  ])('is refused by name: %s', (what, statement) => {
    expect(() => isBlocked(statement, {})).toThrow(`Web ACL recourse, rule Rule: ${what} is not emulated`);
  });
});

describe('a label', () => {
  const labelling = {
    ...block(method('POST')),
    Name: 'Labels',
    Action: { Count: {} },
    RuleLabels: [{ Name: 'bots:known:google' }],
  };
  const own = 'awswaf:000000000000:webacl:recourse:';

  it.each<[string, string, boolean]>([
    ['LABEL', 'google', true],
    ['LABEL', 'known:google', true],
    ['LABEL', 'oogle', false],
    ['LABEL', 'known', false],
    ['LABEL', `${own}bots:known:google`, true],
    ['LABEL', `${own}google`, false],
    ['LABEL', 'awswaf:000000000000:rulegroup:recourse:bots:known:google', false],
    ['NAMESPACE', 'bots:', true],
    ['NAMESPACE', 'known:', true],
    ['NAMESPACE', 'bots:known', true],
    ['NAMESPACE', 'google:', false],
    ['NAMESPACE', own, true],
  ])('is found by %s %s: %s', (Scope, Key, isFound) => {
    const asking = block({ LabelMatchStatement: { Scope, Key } }, { Priority: 1 });
    const firewall = createFirewall({ resources: webAcl([asking, labelling]) });

    expect(firewall(request()).action).toBe(isFound ? 'block' : 'allow');
    expect(firewall(request({ method: 'GET' })).action).toBe('allow');
  });
});

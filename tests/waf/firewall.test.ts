import { describe, expect, it } from 'vitest';
import type { Resource } from '../../local/template/template.ts';
import { createFirewall } from '../../local/waf/firewall.ts';
import { forbidden } from '../../local/waf/rules/action.ts';
import { listUnguarded } from '../../local/waf/web-acl.ts';
import { request, webAcl } from './web-acl.ts';

function rateRule(statement: Record<string, unknown> = {}, rule: Record<string, unknown> = {}) {
  return {
    Name: 'RateByIp',
    Priority: 0,
    Action: { Block: {} },
    Statement: { RateBasedStatement: { Limit: 10, AggregateKeyType: 'IP', ...statement } },
    ...rule,
  };
}

const managedRule = {
  Name: 'Common',
  Priority: 1,
  OverrideAction: { None: {} },
  Statement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' } },
};

/** A firewall whose clock is set by hand; `send` gives the verdicts on so many requests of an address. */
function start(resources: Resource[]) {
  let nowMs = Date.parse('2026-03-01T12:00:00Z');
  const lines: string[] = [];
  const firewall = createFirewall({ resources, clock: () => nowMs, log: (line) => lines.push(line) });
  const judge = (sourceIp: string) => firewall(request({ sourceIp }));
  return {
    lines,
    judge,
    send: (count: number, sourceIp = '192.0.2.1') => Array.from({ length: count }, () => judge(sourceIp).action),
    pass: (seconds: number) => {
      nowMs += seconds * 1000;
    },
  };
}

const times = (count: number, action: string) => Array(count).fill(action);

describe('a rate-based rule', () => {
  it('blocks an address beyond its limit, and no other address', () => {
    const { send, judge } = start(webAcl([rateRule()]));

    expect(send(12)).toEqual([...times(10, 'allow'), ...times(2, 'block')]);
    expect(judge('192.0.2.1')).toEqual({ action: 'block', rule: 'RateByIp', response: forbidden });
    expect(judge('192.0.2.2')).toEqual({ action: 'allow' });
  });

  it('looks back five minutes from each request', () => {
    const { send, pass } = start(webAcl([rateRule()]));

    expect(send(6)).toEqual(times(6, 'allow'));
    pass(200);
    expect(send(5)).toEqual([...times(4, 'allow'), 'block']);
    pass(101);
    expect(send(6)).toEqual([...times(5, 'allow'), 'block']);
    pass(301);
    expect(send(10)).toEqual(times(10, 'allow'));
  });

  it('counts what it blocks, so a flood stays blocked', () => {
    const { send, pass } = start(webAcl([rateRule({ EvaluationWindowSec: 60 })]));

    send(10);
    for (let minute = 0; minute < 5; minute += 1) {
      pass(30);
      expect(send(11)).toContain('block');
    }
    pass(61);
    expect(send(1)).toEqual(['allow']);
  });

  it('takes the window from EvaluationWindowSec', () => {
    const { send, pass } = start(webAcl([rateRule({ EvaluationWindowSec: 60 })]));

    send(10);
    pass(55);
    expect(send(1)).toEqual(['block']);
    pass(66);
    expect(send(1)).toEqual(['allow']);
  });

  it('remembers the ten thousand addresses seen last', () => {
    const { send } = start(webAcl([rateRule()]));
    const others = (count: number) => {
      for (let i = 0; i < count; i += 1) send(1, `10.0.${i >> 8}.${i & 255}`);
    };

    send(10);
    others(9_999);
    expect(send(1)).toEqual(['block']);
    others(10_000);
    expect(send(1)).toEqual(['allow']);
  });

  it('with the action Count lets requests pass, and says so once', () => {
    const { send, lines } = start(webAcl([rateRule({}, { Action: { Count: {} } })]));

    expect(send(20)).toEqual(times(20, 'allow'));
    expect(lines).toEqual(['waf: RateByIp: 192.0.2.1 is over 10 requests in 300 s']);
  });
});

describe('what a rate-based rule counts by', () => {
  const byCustomKeys = (...CustomKeys: unknown[]) => rateRule({ AggregateKeyType: 'CUSTOM_KEYS', CustomKeys });
  const none = [{ Priority: 0, Type: 'NONE' }];
  const header = { Header: { Name: 'Authorization', TextTransformations: none } };

  /** Sends each request ten times, then one by one; gives what becomes of the latter. */
  function flood(rule: unknown, floods: Parameters<typeof request>[0][], asked: Parameters<typeof request>[0][]) {
    const firewall = createFirewall({ resources: webAcl([rule]), clock: () => 0 });
    for (const one of floods) for (let i = 0; i < 10; i += 1) firewall(request(one));
    return asked.map((one) => firewall(request(one)).action);
  }

  it.each<[string, unknown, Parameters<typeof request>[0], Parameters<typeof request>[0]]>([
    [
      'the header',
      byCustomKeys(header),
      { headers: { authorization: 'a' }, sourceIp: '192.0.2.2' },
      { headers: { authorization: 'b' } },
    ],
    ['the method', byCustomKeys({ HTTPMethod: {} }), { method: 'POST' }, { method: 'GET' }],
    ['the path', byCustomKeys({ UriPath: { TextTransformations: none } }), { path: '/a' }, { path: '/b' }],
    [
      'an argument of the query',
      byCustomKeys({ QueryArgument: { Name: 'q', TextTransformations: none } }),
      { query: new URLSearchParams('q=1&r=2') },
      { query: new URLSearchParams('q=2') },
    ],
    [
      'the address and the header',
      byCustomKeys({ IP: {} }, header),
      { headers: { authorization: 'a' } },
      { headers: { authorization: 'a' }, sourceIp: '192.0.2.2' },
    ],
    [
      'the first forwarded address',
      rateRule({
        AggregateKeyType: 'FORWARDED_IP',
        ForwardedIPConfig: { HeaderName: 'X-Forwarded-For', FallbackBehavior: 'NO_MATCH' },
      }),
      { headers: { 'x-forwarded-for': '203.0.113.1, 203.0.113.9' } },
      { headers: { 'x-forwarded-for': '203.0.113.2' } },
    ],
    [
      'nothing, but only what the scope-down statement matches',
      rateRule({
        AggregateKeyType: 'CONSTANT',
        ScopeDownStatement: {
          ByteMatchStatement: {
            FieldToMatch: { Method: {} },
            PositionalConstraint: 'EXACTLY',
            SearchString: 'POST',
            TextTransformations: none,
          },
        },
      }),
      { sourceIp: '192.0.2.2' },
      { method: 'GET' },
    ],
  ])('may be %s', (_what, rule, flooding, other) => {
    expect(flood(rule, [flooding], [flooding, other])).toEqual(['block', 'allow']);
  });

  it('is nothing for a request without one of the keys', () => {
    expect(flood(byCustomKeys(header), [{}, {}], [{}])).toEqual(['allow']);
  });

  it('is what the fallback says where the header holds no address', () => {
    const by = (FallbackBehavior: string) =>
      rateRule({
        AggregateKeyType: 'FORWARDED_IP',
        ForwardedIPConfig: { HeaderName: 'X-Forwarded-For', FallbackBehavior },
      });
    const odd = { headers: { 'x-forwarded-for': 'unknown' } };

    expect(flood(by('MATCH'), [], [odd, {}])).toEqual(['block', 'allow']);
    expect(flood(by('NO_MATCH'), [odd, odd], [odd])).toEqual(['allow']);
  });

  it('is not written to the log when it is a header', () => {
    const lines: string[] = [];
    const firewall = createFirewall({ resources: webAcl([byCustomKeys(header)]), log: (line) => lines.push(line) });

    for (let i = 0; i < 11; i += 1) firewall(request({ headers: { authorization: 'secret' } }));

    expect(lines).toEqual([expect.stringMatching(/^waf: RateByIp: \S+ is over 10 requests in 300 s$/)]);
    expect(lines.join()).not.toContain('secret');
  });
});

describe('a web ACL', () => {
  it('asks its rules by priority', () => {
    const strict = rateRule({}, { Name: 'Strict', Priority: 1 });
    const first = rateRule({}, { Name: 'First', Priority: 0 });
    const { send, judge } = start(webAcl([strict, first]));

    send(10);

    expect(judge('192.0.2.1')).toEqual({ action: 'block', rule: 'First', response: forbidden });
  });

  it('does not count a request that an earlier rule blocked', () => {
    const first = rateRule({ EvaluationWindowSec: 60 }, { Name: 'First', Priority: 0 });
    const second = rateRule({ Limit: 15, EvaluationWindowSec: 600 }, { Name: 'Second', Priority: 1 });
    const { send, pass, judge } = start(webAcl([first, second]));

    send(30);
    pass(70);

    expect(send(5)).toEqual(times(5, 'allow'));
    expect(judge('192.0.2.1')).toEqual({ action: 'block', rule: 'Second', response: forbidden });
  });

  it('may block by default', () => {
    const { judge } = start(webAcl([], { DefaultAction: { Block: {} } }));

    expect(judge('192.0.2.1')).toEqual({ action: 'block', rule: 'Default_Action', response: forbidden });
  });

  it('that nothing is associated with stops nothing', () => {
    const [acl] = webAcl([], { DefaultAction: { Block: {} } });
    const { judge } = start(acl ? [acl] : []);

    expect(judge('192.0.2.1')).toEqual({ action: 'allow' });
  });

  it('that guards something else is named and stops nothing', () => {
    const [acl, association] = webAcl([], { DefaultAction: { Block: {} } });
    const ResourceArn = 'arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_pool';
    const resources = [acl, { ...association, properties: { ...association?.properties, ResourceArn } }] as Resource[];

    expect(start(resources).judge('192.0.2.1')).toEqual({ action: 'allow' });
    expect(listUnguarded(resources)).toEqual([`WAF in front of ${ResourceArn}`]);
  });

  it('names the managed rule groups that are left out', () => {
    const resources = webAcl([rateRule(), managedRule]);

    expect(listUnguarded(resources)).toEqual(['WAF rule group AWSManagedRulesCommonRuleSet']);
    expect(start(resources).send(11)).toContain('block');
  });

  it.each([
    ['GeoMatchStatement', rateRule({}, { Statement: { GeoMatchStatement: { CountryCodes: ['DE'] } } })],
    ['AsnMatchStatement', rateRule({}, { Statement: { AsnMatchStatement: { AsnList: [64496] } } })],
    ['AggregateKeyType NONE', rateRule({ AggregateKeyType: 'NONE' })],
    ['custom key Cookie', rateRule({ AggregateKeyType: 'CUSTOM_KEYS', CustomKeys: [{ Cookie: { Name: 'a' } }] })],
    ['GeoMatchStatement', rateRule({ ScopeDownStatement: { GeoMatchStatement: { CountryCodes: ['DE'] } } })],
    ['RateBasedStatement', rateRule({ ScopeDownStatement: rateRule().Statement })],
    ['EvaluationWindowSec 90', rateRule({ EvaluationWindowSec: 90 })],
    ['Limit 5', rateRule({ Limit: 5 })],
    ['action Captcha', rateRule({}, { Action: { Captcha: {} } })],
    ['action Challenge', rateRule({}, { Action: { Challenge: {} } })],
    ['CustomRequestHandling', rateRule({}, { Action: { Count: { CustomRequestHandling: {} } } })],
  ])('is refused for %s', (what, rule) => {
    expect(() => start(webAcl([rule]))).toThrow(`Web ACL recourse, rule RateByIp: ${what} is not emulated`);
  });
});

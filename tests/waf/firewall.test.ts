import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../local/http.ts';
import type { Resource } from '../../local/template/template.ts';
import { createFirewall, listManagedRuleGroups } from '../../local/waf/firewall.ts';

const arn = 'arn:aws:wafv2:us-east-1:000000000000:regional/webacl/recourse/1';

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

function webAcl(rules: unknown[], properties: Record<string, unknown> = {}): Resource[] {
  const resource = { logicalId: 'WebAcl', ref: 'recourse|1|REGIONAL', attributes: { Arn: arn } };
  return [
    {
      ...resource,
      type: 'AWS::WAFv2::WebACL',
      properties: { Name: 'recourse', DefaultAction: { Allow: {} }, Rules: rules, ...properties },
    },
    {
      logicalId: 'Association',
      type: 'AWS::WAFv2::WebACLAssociation',
      ref: 'association',
      attributes: {},
      properties: { ResourceArn: 'arn:aws:appsync:us-east-1:000000000000:apis/1', WebACLArn: arn },
    },
  ];
}

/** A firewall whose clock is set by hand; `send` gives the verdicts on so many requests of an address. */
function start(resources: Resource[]) {
  let nowMs = Date.parse('2026-03-01T12:00:00Z');
  const lines: string[] = [];
  const firewall = createFirewall({ resources, clock: () => nowMs, log: (line) => lines.push(line) });
  const request = {
    method: 'POST',
    path: '/graphql',
    query: new URLSearchParams(),
    headers: {},
    body: Buffer.alloc(0),
  };
  const judge = (sourceIp: string) => firewall({ ...request, sourceIp } satisfies HttpRequest);
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
    expect(judge('192.0.2.1')).toEqual({ action: 'block', rule: 'RateByIp' });
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
    expect(lines).toEqual(['waf: RateByIp: 192.0.2.1 is over 10 requests in 300 s (count)']);
  });
});

describe('a web ACL', () => {
  it('asks its rules by priority', () => {
    const strict = rateRule({}, { Name: 'Strict', Priority: 1 });
    const first = rateRule({}, { Name: 'First', Priority: 0 });
    const { send, judge } = start(webAcl([strict, first]));

    send(10);

    expect(judge('192.0.2.1')).toEqual({ action: 'block', rule: 'First' });
  });

  it('does not count a request that an earlier rule blocked', () => {
    const first = rateRule({ EvaluationWindowSec: 60 }, { Name: 'First', Priority: 0 });
    const second = rateRule({ Limit: 15, EvaluationWindowSec: 600 }, { Name: 'Second', Priority: 1 });
    const { send, pass, judge } = start(webAcl([first, second]));

    send(30);
    pass(70);

    expect(send(5)).toEqual(times(5, 'allow'));
    expect(judge('192.0.2.1')).toEqual({ action: 'block', rule: 'Second' });
  });

  it('may block by default', () => {
    const { judge } = start(webAcl([], { DefaultAction: { Block: {} } }));

    expect(judge('192.0.2.1')).toEqual({ action: 'block', rule: 'Default_Action' });
  });

  it('that nothing is associated with stops nothing', () => {
    const [acl] = webAcl([], { DefaultAction: { Block: {} } });
    const { judge } = start(acl ? [acl] : []);

    expect(judge('192.0.2.1')).toEqual({ action: 'allow' });
  });

  it('names the managed rule groups that are left out', () => {
    const resources = webAcl([rateRule(), managedRule]);

    expect(listManagedRuleGroups(resources)).toEqual(['AWSManagedRulesCommonRuleSet']);
    expect(start(resources).send(11)).toContain('block');
  });

  it.each([
    ['GeoMatchStatement', rateRule({}, { Statement: { GeoMatchStatement: { CountryCodes: ['DE'] } } })],
    ['AggregateKeyType FORWARDED_IP', rateRule({ AggregateKeyType: 'FORWARDED_IP' })],
    ['ScopeDownStatement', rateRule({ ScopeDownStatement: { GeoMatchStatement: {} } })],
    ['EvaluationWindowSec 90', rateRule({ EvaluationWindowSec: 90 })],
    ['Limit 5', rateRule({ Limit: 5 })],
    ['action Captcha', rateRule({}, { Action: { Captcha: {} } })],
    ['CustomResponse', rateRule({}, { Action: { Block: { CustomResponse: { ResponseCode: 429 } } } })],
  ])('is refused for %s', (what, rule) => {
    expect(() => start(webAcl([rule]))).toThrow(`Web ACL recourse, rule RateByIp: ${what} is not emulated`);
  });
});

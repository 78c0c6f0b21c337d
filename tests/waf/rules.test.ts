import { describe, expect, it } from 'vitest';
import { createFirewall } from '../../local/waf/firewall.ts';
import { arnOf, request, wafResource, webAcl } from './web-acl.ts';

/** A rule that blocks every POST, with some of it changed. */
function blockPosts(more: object = {}) {
  const TextTransformations = [{ Type: 'NONE', Priority: 0 }];
  const match = {
    SearchString: 'POST',
    PositionalConstraint: 'EXACTLY',
    FieldToMatch: { Method: {} },
    TextTransformations,
  };
  return { Name: 'Rule', Priority: 0, Action: { Block: {} }, Statement: { ByteMatchStatement: match }, ...more };
}

describe('a rule', () => {
  it('that allows ends the web ACL', () => {
    const rules = [blockPosts({ Priority: 1 }), blockPosts({ Action: { Allow: {} } })];

    expect(createFirewall({ resources: webAcl(rules) })(request())).toEqual({ action: 'allow' });
  });

  it('may block with a status, headers and a body of its own', () => {
    const CustomResponse = {
      ResponseCode: 429,
      CustomResponseBodyKey: 'slow',
      ResponseHeaders: [{ Name: 'Retry-After', Value: '60' }],
    };
    const CustomResponseBodies = { slow: { ContentType: 'APPLICATION_JSON', Content: '{"slow":true}' } };
    const rules = [blockPosts({ Action: { Block: { CustomResponse } } })];

    expect(createFirewall({ resources: webAcl(rules, { CustomResponseBodies }) })(request())).toEqual({
      action: 'block',
      rule: 'Rule',
      response: {
        status: 429,
        headers: { 'content-type': 'application/json', 'retry-after': '60' },
        body: '{"slow":true}',
      },
    });
    expect(() => createFirewall({ resources: webAcl(rules) })).toThrow('CustomResponseBodyKey slow');
  });
});

describe('a rule group of the template', () => {
  const group = wafResource('RuleGroup', 'rulegroup', {
    Name: 'group',
    Rules: [blockPosts({ Name: 'Inner', RuleLabels: [{ Name: 'posted' }] })],
  });
  const reference = (OverrideAction: object, more: object = {}) => ({
    Name: 'Group',
    Priority: 0,
    OverrideAction,
    Statement: { RuleGroupReferenceStatement: { Arn: arnOf('rulegroup'), ...more } },
  });
  const judge = (...rules: object[]) => createFirewall({ resources: [...webAcl(rules), group] })(request());

  it('judges with its own rules and labels', () => {
    const key = 'awswaf:000000000000:rulegroup:recourse:posted';
    const asking = blockPosts({ Statement: { LabelMatchStatement: { Scope: 'LABEL', Key: key } }, Priority: 1 });

    expect(judge(reference({ None: {} }))).toMatchObject({ action: 'block', rule: 'Inner' });
    expect(judge(reference({ Count: {} }))).toEqual({ action: 'allow' });
    expect(judge(reference({ Count: {} }), asking)).toMatchObject({ action: 'block', rule: 'Rule' });
  });

  it('has the actions that the web ACL sets for its rules', () => {
    const RuleActionOverrides = [{ Name: 'Inner', ActionToUse: { Count: {} } }];

    expect(judge(reference({ None: {} }, { RuleActionOverrides }))).toEqual({ action: 'allow' });
  });

  it('is refused when the template does not hold it', () => {
    const rule = reference({ None: {} });

    expect(() => createFirewall({ resources: webAcl([rule]) })).toThrow(
      `Web ACL recourse, rule Group: AWS::WAFv2::RuleGroup ${arnOf('rulegroup')}, which is not in the template,`,
    );
  });
});

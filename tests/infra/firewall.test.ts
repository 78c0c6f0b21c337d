import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { Firewall } from '../../infra/firewall.ts';
import { bareStack } from './bare-stack.ts';

const stack = bareStack();
new Firewall(stack, 'Firewall', {
  name: 'wall',
  apiArn: 'arn:aws:appsync:us-east-1:000000000000:apis/one',
  rateLimit: 42,
});
const template = Template.fromStack(stack);

describe('Firewall', () => {
  it('guards the API', () => {
    template.hasResourceProperties('AWS::WAFv2::WebACLAssociation', {
      ResourceArn: 'arn:aws:appsync:us-east-1:000000000000:apis/one',
      WebACLArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('WebAcl'), 'Arn'] },
    });
  });

  it('blocks an address that asks five times as often as a token may', () => {
    template.hasResourceProperties('AWS::WAFv2::WebACL', {
      Scope: 'REGIONAL',
      DefaultAction: { Allow: {} },
      Rules: Match.arrayWith([
        Match.objectLike({
          Action: { Block: {} },
          Statement: { RateBasedStatement: { Limit: 210, EvaluationWindowSec: 300, AggregateKeyType: 'IP' } },
        }),
      ]),
    });
  });

  it('blocks a token that is used too often, from wherever', () => {
    template.hasResourceProperties('AWS::WAFv2::WebACL', {
      Rules: Match.arrayWith([
        Match.objectLike({
          Action: { Block: {} },
          Statement: {
            RateBasedStatement: {
              Limit: 42,
              EvaluationWindowSec: 300,
              AggregateKeyType: 'CUSTOM_KEYS',
              CustomKeys: [{ Header: { Name: 'authorization', TextTransformations: [{ Priority: 0, Type: 'NONE' }] } }],
            },
          },
        }),
      ]),
    });
  });

  it('has five of AWS’s rule groups, of which body size and hosting providers are but counted', () => {
    const [acl] = Object.values(template.findResources('AWS::WAFv2::WebACL'));
    const groups = acl?.Properties.Rules.flatMap(
      ({ Statement }: { Statement: { ManagedRuleGroupStatement?: { Name: string; RuleActionOverrides: unknown } } }) =>
        Statement.ManagedRuleGroupStatement
          ? [[Statement.ManagedRuleGroupStatement.Name, Statement.ManagedRuleGroupStatement.RuleActionOverrides]]
          : [],
    );

    expect(Object.fromEntries(groups)).toEqual({
      AWSManagedRulesAmazonIpReputationList: [],
      AWSManagedRulesAnonymousIpList: [{ Name: 'HostingProviderIPList', ActionToUse: { Count: {} } }],
      AWSManagedRulesCommonRuleSet: [{ Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } }],
      AWSManagedRulesKnownBadInputsRuleSet: [],
      AWSManagedRulesSQLiRuleSet: [],
    });
  });

  it('logs what it blocks or counts for thirty days, without tokens', () => {
    template.hasResourceProperties('AWS::Logs::LogGroup', { LogGroupName: 'aws-waf-logs-wall', RetentionInDays: 30 });
    template.hasResourceProperties('AWS::WAFv2::LoggingConfiguration', {
      RedactedFields: [{ SingleHeader: { Name: 'authorization' } }],
      LoggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          Match.objectLike({
            Behavior: 'KEEP',
            Conditions: Match.arrayWith([{ ActionCondition: { Action: 'BLOCK' } }]),
          }),
        ],
      },
    });
  });
});

import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';

/** Props of `Firewall`. */
export interface FirewallProps {
  /** Name of the web ACL. */
  readonly name: string;
  /** ARN of the API to protect. */
  readonly apiArn: string;
  /** Requests that one IP address, and one token from any address, may make in five minutes. @default 2000 */
  readonly rateLimit?: number;
}

/** Stops floods, addresses of ill repute and known attacks before the API sees them. */
export class Firewall extends Construct {
  constructor(scope: Construct, id: string, { name, apiArn, rateLimit = 2000 }: FirewallProps) {
    super(scope, id);

    const webAcl = new CfnWebACL(this, 'WebAcl', {
      name,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibility(name),
      rules: [
        rateRule(0, 'RateByIp', { limit: rateLimit, aggregateKeyType: 'IP' }),
        rateRule(1, 'RateByToken', { limit: rateLimit, aggregateKeyType: 'CUSTOM_KEYS', customKeys: [tokenKey] }),
        bodySizeRule(2),
        managedRule(3, 'AWSManagedRulesAmazonIpReputationList'),
        managedRule(4, 'AWSManagedRulesAnonymousIpList'),
        // It blocks bodies over 8 kB; a GraphQL query with many customers is longer, and BodySize has the limit.
        managedRule(5, 'AWSManagedRulesCommonRuleSet', ['SizeRestrictions_BODY']),
      ],
    });
    new CfnWebACLAssociation(this, 'Association', { resourceArn: apiArn, webAclArn: webAcl.attrArn });
  }
}

const untransformed = [{ priority: 0, type: 'NONE' }];

/** A stolen token is worth no more for being used from many addresses. */
const tokenKey = { header: { name: 'authorization', textTransformations: untransformed } };

function rateRule(
  priority: number,
  name: string,
  statement: CfnWebACL.RateBasedStatementProperty,
): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    action: { block: {} },
    statement: { rateBasedStatement: { evaluationWindowSec: 300, ...statement } },
    visibilityConfig: visibility(name),
  };
}

/**
 * Blocks bodies of a million bytes or more. WAF itself sees no more than 8 kB of a body and compares no numbers, but a
 * number from a million on has seven digits; a body of no stated length is left to the API's own limits.
 */
function bodySizeRule(priority: number): CfnWebACL.RuleProperty {
  return {
    name: 'BodySize',
    priority,
    action: { block: {} },
    statement: {
      sizeConstraintStatement: {
        fieldToMatch: { singleHeader: { Name: 'content-length' } },
        comparisonOperator: 'GE',
        size: 7,
        textTransformations: untransformed,
      },
    },
    visibilityConfig: visibility('BodySize'),
  };
}

/** One of AWS's rule groups; the rules named in `countOnly` are measured and block nothing. */
function managedRule(priority: number, name: string, countOnly: readonly string[] = []): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ruleActionOverrides: countOnly.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      },
    },
    visibilityConfig: visibility(name),
  };
}

function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true };
}

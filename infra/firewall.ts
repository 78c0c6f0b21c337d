import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';

/** Props of `Firewall`. */
export interface FirewallProps {
  /** Name of the web ACL. */
  readonly name: string;
  /** ARN of the API to protect. */
  readonly apiArn: string;
  /** Requests that one IP address may make in five minutes. @default 2000 */
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
        rateRule(0, rateLimit),
        managedRule(1, 'AWSManagedRulesAmazonIpReputationList'),
        managedRule(2, 'AWSManagedRulesAnonymousIpList'),
        // It blocks bodies over 8 kB; a GraphQL query with many customers is longer, and the API has its own limits.
        managedRule(3, 'AWSManagedRulesCommonRuleSet', ['SizeRestrictions_BODY']),
      ],
    });
    new CfnWebACLAssociation(this, 'Association', { resourceArn: apiArn, webAclArn: webAcl.attrArn });
  }
}

function rateRule(priority: number, limit: number): CfnWebACL.RuleProperty {
  return {
    name: 'RateByIp',
    priority,
    action: { block: {} },
    statement: { rateBasedStatement: { limit, evaluationWindowSec: 300, aggregateKeyType: 'IP' } },
    visibilityConfig: visibility('RateByIp'),
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

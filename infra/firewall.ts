import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { addFirewallLog } from './firewall-log.ts';

/** Props of `Firewall`. */
export interface FirewallProps {
  /** Name of the web ACL. */
  readonly name: string;
  /** ARN of the API to protect. */
  readonly apiArn: string;
  /** Requests that one token may make in five minutes, from any address; an address may make five times as many. @default 2000 */
  readonly rateLimit?: number;
}

/** People of one office share an address. */
const tokensPerAddress = 5;
/** https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html */
const highestRateLimit = 2_000_000_000;

/** Stops floods, addresses of ill repute and known attacks before the API sees them. */
export class Firewall extends Construct {
  constructor(scope: Construct, id: string, { name, apiArn, rateLimit = 2000 }: FirewallProps) {
    super(scope, id);

    const webAcl = new CfnWebACL(this, 'WebAcl', {
      name,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibility(name),
      // Together they take less than the 1,500 capacity units that are free of extra charge.
      rules: [
        rateRule(0, 'RateByIp', {
          limit: Math.min(tokensPerAddress * rateLimit, highestRateLimit),
          aggregateKeyType: 'IP',
        }),
        rateRule(1, 'RateByToken', { limit: rateLimit, aggregateKeyType: 'CUSTOM_KEYS', customKeys: [tokenKey] }),
        bodySizeRule(2),
        managedRule(3, 'AWSManagedRulesAmazonIpReputationList'),
        // A bank's own servers may be hosted.
        managedRule(4, 'AWSManagedRulesAnonymousIpList', ['HostingProviderIPList']),
        // It blocks bodies over 8 kB; a GraphQL query with many customers is longer, and BodySize has the limit.
        managedRule(5, 'AWSManagedRulesCommonRuleSet', ['SizeRestrictions_BODY']),
        managedRule(6, 'AWSManagedRulesKnownBadInputsRuleSet'),
        managedRule(7, 'AWSManagedRulesSQLiRuleSet'),
      ],
    });
    new CfnWebACLAssociation(this, 'Association', { resourceArn: apiArn, webAclArn: webAcl.attrArn });
    addFirewallLog(webAcl, name);
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
 * Blocks bodies of 256,000 bytes or more by what their `content-length` says: WAF itself sees no more than 8 kB of a body and
 * compares no numbers. A body of no stated length is left to the API's own limits.
 */
function bodySizeRule(priority: number): CfnWebACL.RuleProperty {
  return {
    name: 'BodySize',
    priority,
    action: { block: {} },
    statement: {
      regexMatchStatement: {
        fieldToMatch: { singleHeader: { Name: 'content-length' } },
        regexString: '^0*(25[6-9][0-9]{3}|2[6-9][0-9]{4}|[3-9][0-9]{5}|[1-9][0-9]{6,})$',
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

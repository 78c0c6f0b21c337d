import { propertiesOf, type ResourceProperties } from '../template/resource-properties.ts';
import type { Resource } from '../template/template.ts';

/** A rule that acts on an IP address once it made more than `limit` requests within the window. */
export interface RateRule {
  readonly name: string;
  readonly priority: number;
  readonly action: 'block' | 'count';
  readonly limit: number;
  readonly windowSeconds: number;
}

/** A web ACL of the template, from `AWS::WAFv2::WebACL`. */
export interface WebAcl {
  readonly name: string;
  readonly defaultAction: 'allow' | 'block';
  /** By priority, lowest first. */
  readonly rules: readonly RateRule[];
  /** Names of the rule groups that AWS manages and whose rules nobody else knows. */
  readonly managedRuleGroups: readonly string[];
}

const windowsSeconds = [60, 120, 300, 600];

/** Reads the web ACLs that an association puts in front of something. Throws on what is not emulated, by name. */
export function readWebAcls(resources: readonly Resource[]): WebAcl[] {
  const associated = new Set(
    resources
      .filter(({ type }) => type === 'AWS::WAFv2::WebACLAssociation')
      .map(({ properties }) => properties.WebACLArn),
  );
  return resources
    .filter(({ type, attributes }) => type === 'AWS::WAFv2::WebACL' && associated.has(attributes.Arn))
    .map(readWebAcl);
}

function readWebAcl(resource: Resource): WebAcl {
  const properties = propertiesOf(resource);
  const name = properties.text('Name') ?? resource.logicalId;
  const rules = properties.objects('Rules');
  const isManaged = (rule: ResourceProperties) => kind(rule.object('Statement')) === 'ManagedRuleGroupStatement';
  return {
    name,
    defaultAction: readDefaultAction(name, properties.object('DefaultAction')),
    rules: rules
      .filter((rule) => !isManaged(rule))
      .map((rule) => readRule(name, rule))
      .sort((a, b) => a.priority - b.priority),
    managedRuleGroups: rules
      .filter(isManaged)
      .map((rule) => rule.object('Statement').object('ManagedRuleGroupStatement').requiredText('Name')),
  };
}

function readRule(webAcl: string, rule: ResourceProperties): RateRule {
  const name = rule.requiredText('Name');
  const refuse = (what: string) => new Error(`Web ACL ${webAcl}, rule ${name}: ${what} is not emulated`);
  const statementKind = kind(rule.object('Statement'));
  if (statementKind !== 'RateBasedStatement') throw refuse(statementKind);
  const statement = rule.object('Statement').object('RateBasedStatement');
  const keyType = statement.text('AggregateKeyType');
  if (keyType !== 'IP') throw refuse(`AggregateKeyType ${keyType}`);
  if (statement.value('ScopeDownStatement') !== undefined) throw refuse('ScopeDownStatement');

  const windowSeconds = statement.number('EvaluationWindowSec') ?? 300;
  if (!windowsSeconds.includes(windowSeconds)) throw refuse(`EvaluationWindowSec ${windowSeconds}`);
  const limit = statement.number('Limit');
  if (limit === undefined || limit < 10) throw refuse(`Limit ${limit}`);
  const action = kind(rule.object('Action'));
  if (action !== 'Block' && action !== 'Count') throw refuse(`action ${action}`);
  if (rule.object('Action').object('Block').value('CustomResponse') !== undefined) throw refuse('CustomResponse');
  return {
    name,
    priority: Number(rule.requiredText('Priority')),
    action: action === 'Block' ? 'block' : 'count',
    limit,
    windowSeconds,
  };
}

function readDefaultAction(webAcl: string, defaultAction: ResourceProperties): 'allow' | 'block' {
  const action = kind(defaultAction);
  if (action === 'Allow') return 'allow';
  if (action === 'Block') return 'block';
  throw new Error(`Web ACL ${webAcl}: default action ${action} is not emulated`);
}

/** WAF writes a choice as an object whose one member names it. */
function kind(choice: ResourceProperties): string {
  return choice.names.join(' and ') || 'none';
}

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

type Properties = Readonly<Record<string, unknown>>;

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

function readWebAcl({ logicalId, properties }: Resource): WebAcl {
  const name = String(properties.Name ?? logicalId);
  const rules = Array.isArray(properties.Rules) ? properties.Rules.map(object) : [];
  const isManaged = (rule: Properties) => kind(rule.Statement) === 'ManagedRuleGroupStatement';
  return {
    name,
    defaultAction: readDefaultAction(name, properties.DefaultAction),
    rules: rules
      .filter((rule) => !isManaged(rule))
      .map((rule) => readRule(name, rule))
      .sort((a, b) => a.priority - b.priority),
    managedRuleGroups: rules
      .filter(isManaged)
      .map(({ Statement }) => String(object(object(Statement).ManagedRuleGroupStatement).Name)),
  };
}

function readRule(webAcl: string, rule: Properties): RateRule {
  const name = String(rule.Name);
  const refuse = (what: string) => new Error(`Web ACL ${webAcl}, rule ${name}: ${what} is not emulated`);
  const statementKind = kind(rule.Statement);
  if (statementKind !== 'RateBasedStatement') throw refuse(statementKind);
  const statement = object(object(rule.Statement).RateBasedStatement);
  if (statement.AggregateKeyType !== 'IP') throw refuse(`AggregateKeyType ${statement.AggregateKeyType}`);
  if (statement.ScopeDownStatement !== undefined) throw refuse('ScopeDownStatement');

  const windowSeconds = Number(statement.EvaluationWindowSec ?? 300);
  if (!windowsSeconds.includes(windowSeconds)) throw refuse(`EvaluationWindowSec ${windowSeconds}`);
  const limit = Number(statement.Limit);
  if (!(limit >= 10)) throw refuse(`Limit ${statement.Limit}`);
  const action = kind(rule.Action);
  if (action !== 'Block' && action !== 'Count') throw refuse(`action ${action}`);
  if (object(object(rule.Action).Block).CustomResponse !== undefined) throw refuse('CustomResponse');
  return {
    name,
    priority: Number(rule.Priority),
    action: action === 'Block' ? 'block' : 'count',
    limit,
    windowSeconds,
  };
}

function readDefaultAction(webAcl: string, defaultAction: unknown): 'allow' | 'block' {
  const action = kind(defaultAction);
  if (action === 'Allow') return 'allow';
  if (action === 'Block') return 'block';
  throw new Error(`Web ACL ${webAcl}: default action ${action} is not emulated`);
}

/** WAF writes a choice as an object whose one member names it. */
function kind(choice: unknown): string {
  return Object.keys(object(choice)).join(' and ') || 'none';
}

function object(value: unknown): Properties {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

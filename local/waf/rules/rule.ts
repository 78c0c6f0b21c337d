import type { ResourceProperties } from '../../template/resource-properties.ts';
import type { Resource } from '../../template/template.ts';
import type { Inspection, Verdict } from '../inspection.ts';
import { readStatement } from '../statements/read-statement.ts';
import { nameOfChoice } from '../statements/statement.ts';
import { type Action, readAction } from './action.ts';
import { readRuleGroup } from './rule-group.ts';

/** A web ACL or a rule group, as its rules need it. */
export interface RuleOwner {
  /** As errors name it, e.g. `Web ACL recourse`. */
  readonly name: string;
  readonly labelNamespace: string;
  readonly customResponseBodies: ResourceProperties;
  readonly resources: readonly Resource[];
  readonly log: (line: string) => void;
}

/** Judges a request, or leaves it to the next rule. */
export type Rule = (inspection: Inspection) => Verdict | undefined;

/** What the web ACL has a rule of a group do, by the rule's name, in place of its own action. */
export type ActionOverrides = ReadonlyMap<string, ResourceProperties>;

/** Whether AWS manages the rules that a rule refers to: only AWS knows them. */
export function isManaged(rule: ResourceProperties): boolean {
  return nameOfChoice(rule.object('Statement')) === 'ManagedRuleGroupStatement';
}

/** Reads rules, by priority, without those that AWS manages. Throws on what is not emulated, by name. */
export function readRules(
  rules: readonly ResourceProperties[],
  owner: RuleOwner,
  overrides: ActionOverrides = new Map(),
): Rule[] {
  return rules
    .filter((rule) => !isManaged(rule))
    .sort((a, b) => Number(a.requiredText('Priority')) - Number(b.requiredText('Priority')))
    .map((rule) => readRule(rule, owner, overrides));
}

function readRule(rule: ResourceProperties, owner: RuleOwner, overrides: ActionOverrides): Rule {
  const name = rule.requiredText('Name');
  const refuse = (what: string) => new Error(`${owner.name}, rule ${name}: ${what} is not emulated`);
  const choice = rule.object('Statement');
  if (nameOfChoice(choice) === 'RuleGroupReferenceStatement') return readRuleGroup(rule, owner, refuse);
  const { labelNamespace, resources, log } = owner;
  const matches = readStatement(choice, { rule: name, labelNamespace, resources, log, refuse });
  const action = readAction(overrides.get(name) ?? rule.object('Action'), owner.customResponseBodies, refuse);
  const labels = rule.objects('RuleLabels').map((label) => labelNamespace + label.requiredText('Name'));
  return (inspection) => {
    if (!matches(inspection)) return undefined;
    for (const label of labels) inspection.labels.add(label);
    return verdictOf(action, name);
  };
}

function verdictOf(action: Action, rule: string): Verdict | undefined {
  if (action.kind === 'block') return { action: 'block', rule, response: action.response };
  return action.kind === 'allow' ? { action: 'allow' } : undefined;
}

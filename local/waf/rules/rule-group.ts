import { propertiesOf, type ResourceProperties } from '../../template/resource-properties.ts';
import { nameOfChoice } from '../statements/statement.ts';
import { type ActionOverrides, type Rule, type RuleOwner, readRules } from './rule.ts';

/**
 * Reads a rule that refers to a rule group of the template: the group's rules judge in its place, with the actions and
 * the override that the web ACL sets.
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_RuleGroupReferenceStatement.html
 */
export function readRuleGroup(rule: ResourceProperties, owner: RuleOwner, refuse: (what: string) => Error): Rule {
  const reference = rule.object('Statement').object('RuleGroupReferenceStatement');
  const arn = reference.requiredText('Arn');
  const group = owner.resources.find(
    ({ type, attributes }) => type === 'AWS::WAFv2::RuleGroup' && attributes.Arn === arn,
  );
  if (!group) throw refuse(`AWS::WAFv2::RuleGroup ${arn}, which is not in the template,`);
  if (reference.names.includes('ExcludedRules')) throw refuse('ExcludedRules');
  const override = nameOfChoice(rule.object('OverrideAction'));
  if (override !== 'None' && override !== 'Count') throw refuse(`OverrideAction ${override}`);

  const properties = propertiesOf(group);
  const rules = readRules(
    properties.objects('Rules'),
    {
      ...owner,
      name: `Rule group ${properties.text('Name') ?? group.logicalId}`,
      labelNamespace: group.attributes.LabelNamespace ?? '',
      customResponseBodies: properties.object('CustomResponseBodies'),
    },
    readOverrides(reference),
  );
  return (inspection) => {
    for (const judge of rules) {
      const verdict = judge(inspection);
      // With the override Count a group's verdict ends the group and nothing else.
      if (verdict) return override === 'Count' ? undefined : verdict;
    }
    return undefined;
  };
}

function readOverrides(reference: ResourceProperties): ActionOverrides {
  return new Map(
    reference
      .objects('RuleActionOverrides')
      .map((override) => [override.requiredText('Name'), override.object('ActionToUse')]),
  );
}

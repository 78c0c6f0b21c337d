import { propertiesOf, type ResourceProperties } from '../template/resource-properties.ts';
import type { Resource } from '../template/template.ts';
import type { Verdict } from './inspection.ts';
import { readAction } from './rules/action.ts';
import { isManaged, type Rule, readRules } from './rules/rule.ts';

/** A web ACL of the template, from `AWS::WAFv2::WebACL`. */
export interface WebAcl {
  /** By priority, lowest first. */
  readonly rules: readonly Rule[];
  /** What becomes of a request that no rule judged. */
  readonly defaultVerdict: Verdict;
}

/** Reads the web ACLs that an association puts in front of a GraphQL API. Throws on what is not emulated, by name. */
export function readWebAcls(resources: readonly Resource[], log: (line: string) => void): WebAcl[] {
  return associatedAcls(resources).map((resource) => {
    const properties = propertiesOf(resource);
    const name = `Web ACL ${properties.text('Name') ?? resource.logicalId}`;
    const customResponseBodies = properties.object('CustomResponseBodies');
    const labelNamespace = resource.attributes.LabelNamespace ?? '';
    return {
      rules: readRules(properties.objects('Rules'), { name, labelNamespace, customResponseBodies, resources, log }),
      defaultVerdict: readDefaultAction(name, properties.object('DefaultAction'), customResponseBodies),
    };
  });
}

/** What of WAF the firewall leaves out: the managed rule groups in front of the API, and whatever guards another resource. */
export function listUnguarded(resources: readonly Resource[]): string[] {
  const managed = associatedAcls(resources)
    .flatMap((resource) => propertiesOf(resource).objects('Rules').filter(isManaged))
    .map((rule) => rule.object('Statement').object('ManagedRuleGroupStatement').requiredText('Name'));
  const others = associations(resources).filter((association) => !isWithApi(association));
  return [
    ...managed.map((name) => `WAF rule group ${name}`),
    ...others.map(({ properties }) => `WAF in front of ${properties.ResourceArn}`),
  ];
}

const associations = (resources: readonly Resource[]) =>
  resources.filter(({ type }) => type === 'AWS::WAFv2::WebACLAssociation');
const isWithApi = ({ properties }: Resource) => /^arn:[^:]+:appsync:/.test(String(properties.ResourceArn));

function associatedAcls(resources: readonly Resource[]): Resource[] {
  const associated = new Set(
    associations(resources)
      .filter(isWithApi)
      .map(({ properties }) => properties.WebACLArn),
  );
  return resources.filter(({ type, attributes }) => type === 'AWS::WAFv2::WebACL' && associated.has(attributes.Arn));
}

function readDefaultAction(name: string, choice: ResourceProperties, bodies: ResourceProperties): Verdict {
  const action = readAction(choice, bodies, (what) => new Error(`${name}: default ${what} is not emulated`));
  if (action.kind === 'block') return { action: 'block', rule: 'Default_Action', response: action.response };
  if (action.kind === 'allow') return { action: 'allow' };
  throw new Error(`${name}: default action Count is not emulated`);
}

import {
  arn,
  type DeclaredResource,
  physicalName,
  property,
  type ResourceType,
  type ResourceTypes,
  uuidOf,
} from '../resource-type.ts';

const nameOf = (resource: DeclaredResource) => physicalName(resource, 'Name');

/** A WAF resource of its own; `kind` is its part of the ARN, in lower case. */
function named(kind: string, attributes: ResourceType['attributes'] = {}): ResourceType {
  return {
    ref: (resource) => `${nameOf(resource)}|${uuidOf(resource)}|${property(resource, 'Scope')}`,
    attributes: {
      Arn: (resource) => {
        const scope = property(resource, 'Scope').toLowerCase();
        return arn(resource, 'wafv2', `${scope}/${kind}/${nameOf(resource)}/${uuidOf(resource)}`);
      },
      Id: uuidOf,
      ...attributes,
    },
  };
}

/** One whose rules put labels on requests. */
function labelling(kind: string): ResourceType {
  return named(kind, {
    LabelNamespace: (resource) => `awswaf:${resource.environment.accountId}:${kind}:${nameOf(resource)}:`,
  });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_WAFv2.html */
export const wafv2: ResourceTypes = {
  'AWS::WAFv2::IPSet': named('ipset'),
  'AWS::WAFv2::RegexPatternSet': named('regexpatternset'),
  'AWS::WAFv2::RuleGroup': labelling('rulegroup'),
  'AWS::WAFv2::LoggingConfiguration': { ref: (logging) => property(logging, 'ResourceArn'), attributes: {} },
  'AWS::WAFv2::WebACL': labelling('webacl'),
  'AWS::WAFv2::WebACLAssociation': {
    ref: (association) => `${property(association, 'WebACLArn')}|${property(association, 'ResourceArn')}`,
    attributes: {},
  },
};

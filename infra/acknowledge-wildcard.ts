import { CfnResource, Stack, Token, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** A wildcard as cdk-nag names it, e.g. `Resource::*` or `Action::sagemaker:*Job*`. */
export type Wildcard = `${'Resource' | 'Action'}::${string}`;

/** Says why a policy of a role must have a wildcard; any other wildcard of that role stays a finding. */
export function acknowledgeWildcard(role: IConstruct, wildcard: Wildcard, reason: string): void {
  Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[${wildcard}]`, reason });
}

/** The wildcard of what lies under a resource's ARN. */
export function underArn(resource: IConstruct, ending: string): Wildcard {
  const { defaultChild } = resource.node;
  if (!CfnResource.isCfnResource(defaultChild)) throw new Error(`${resource.node.path} is no resource`);
  return `Resource::<${Stack.of(resource).getLogicalId(defaultChild)}.Arn>${ending}`;
}

/** The wildcard of an ARN in the Region and the account of the stack. */
export function inAccount(scope: IConstruct, service: string, resource: string): Wildcard {
  const { region } = Stack.of(scope);
  return `Resource::arn:<AWS::Partition>:${service}:${Token.isUnresolved(region) ? '<AWS::Region>' : region}:<AWS::AccountId>:${resource}`;
}

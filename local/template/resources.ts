import type { ResourceDeclaration } from './document.ts';
import type { DeclaredResource, ResourceTypes } from './resource-type.ts';
import { appsync } from './resource-types/appsync.ts';
import { cdk } from './resource-types/cdk.ts';
import { cloudwatch } from './resource-types/cloudwatch.ts';
import { cognito } from './resource-types/cognito.ts';
import { ec2 } from './resource-types/ec2.ts';
import { iam } from './resource-types/iam.ts';
import { kms } from './resource-types/kms.ts';
import { lambda } from './resource-types/lambda.ts';
import { logs } from './resource-types/logs.ts';
import { redshiftServerless } from './resource-types/redshift-serverless.ts';
import { s3 } from './resource-types/s3.ts';
import { sns } from './resource-types/sns.ts';
import { stepFunctions } from './resource-types/step-functions.ts';
import { wafv2 } from './resource-types/wafv2.ts';
import type { Scope } from './scope.ts';
import type { Resource } from './template.ts';
import { TemplateError } from './template-error.ts';
import { asObject } from './values.ts';

const resourceTypes: ResourceTypes = {
  ...appsync,
  ...cdk,
  ...cloudwatch,
  ...cognito,
  ...ec2,
  ...iam,
  ...kms,
  ...lambda,
  ...logs,
  ...redshiftServerless,
  ...s3,
  ...sns,
  ...stepFunctions,
  ...wafv2,
};

/** Resolves a resource's properties and gives it its ids. */
export function createResource(logicalId: string, declaration: ResourceDeclaration, scope: Scope): Resource {
  const { Type: type, Properties = {} } = declaration;
  const where = `Resource "${logicalId}"`;
  const resourceType = resourceTypes[type];
  if (!resourceType) throw new TemplateError(where, `unknown resource type ${type}`);
  const properties = asObject(scope.resolve(Properties, where), where);
  const declared: DeclaredResource = { logicalId, type, properties, environment: scope.environment };
  const attributes = Object.entries(resourceType.attributes).map(([name, value]) => [name, value(declared)]);
  return { logicalId, type, properties, ref: resourceType.ref(declared), attributes: Object.fromEntries(attributes) };
}

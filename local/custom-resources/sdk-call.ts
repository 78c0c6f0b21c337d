import type { Iam, Principal } from '../iam/iam.ts';
import type { States } from '../states/states.ts';
import { propertiesOf } from '../template/resource-properties.ts';
import type { Resource, Template } from '../template/template.ts';
import { TemplateError } from '../template/template-error.ts';
import { asObject, asText } from '../template/values.ts';

/** A call of the AWS SDK that a custom resource makes. */
export interface SdkCall {
  /** The resource, as errors name it. */
  readonly where: string;
  /** As in the name of the SDK's package, e.g. `s3`. */
  readonly service: string;
  /** e.g. `CopyObject`. */
  readonly action: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What a call acts on, and as whom. */
export interface SdkCallContext {
  /** Holds a folder for each bucket. */
  readonly bucketsFolder: string;
  /** The state machines that a call may start. */
  readonly states: Pick<States, 'executions' | 'startExecution'>;
  /** Folder or file of the asset with this S3 object key. */
  readonly assetPath: (objectKey: string) => string;
  /** Throws ServiceError AccessDeniedException unless the caller may do this. */
  readonly authorize: (action: string, resourceArn: string) => void;
}

/** The call that the resource makes when its stack is made; undefined when it makes none. Throws TemplateError. */
export function readSdkCall(resource: Resource): SdkCall | undefined {
  const where = `Resource "${resource.logicalId}"`;
  const text = propertiesOf(resource).text('Create');
  if (text === undefined) return undefined;
  const { service, action, parameters = {} } = asObject(parseJson(text, where), where);
  // The SDK's versions name both in their own ways: S3 and @aws-sdk/client-s3, copyObject and CopyObjectCommand.
  const [first = '', ...rest] = asText(action, where).replace(/Command$/, '');
  return {
    where,
    service: asText(service, where)
      .replace(/^@aws-sdk\/client-/, '')
      .toLowerCase(),
    action: first.toUpperCase() + rest.join(''),
    parameters: asObject(parameters, where),
  };
}

/** The session of the function that makes the resource's calls. Throws an Error when the template has no such function. */
export function callerOf(resource: Resource, { resources }: Template, iam: Iam): Principal {
  const functionArn = propertiesOf(resource).requiredText('ServiceToken');
  const lambda = resources.find(({ attributes }) => attributes.Arn === functionArn);
  if (!lambda) throw new TemplateError(`Resource "${resource.logicalId}"`, `the template makes no ${functionArn}`);
  return iam.assumeRole(propertiesOf(lambda).requiredText('Role'), lambda.ref, 'lambda.amazonaws.com');
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new TemplateError(`${where}.Create`, `it is no JSON: ${error.message}`);
    throw error;
  }
}

/**
 * Stands for CloudFormation's custom resources, as far as they are SDK calls of CDK's `AwsCustomResource`: makes the calls of a
 * new stack to the services that run here, with the rights of the role that would make them. Leaves out calls of an update or a
 * deletion, calls to other services, replies as attributes, and custom resources that are code of the app's own.
 */
import type { Iam } from '../iam/iam.ts';
import type { States } from '../states/states.ts';
import type { Resource, Template } from '../template/template.ts';
import { copyObject } from './calls/copy-object.ts';
import { startExecution } from './calls/start-execution.ts';
import { callerOf, readSdkCall, type SdkCall, type SdkCallContext } from './sdk-call.ts';

/** What custom resources act on. */
export interface CustomResourceOptions {
  readonly template: Template;
  /** Holds a folder for each bucket. */
  readonly bucketsFolder: string;
  readonly iam: Iam;
  readonly states: Pick<States, 'executions' | 'startExecution'>;
  readonly log: (line: string) => void;
}

/** By service and action. */
const calls: Readonly<Record<string, (call: SdkCall, context: SdkCallContext) => Promise<string>>> = {
  's3:CopyObject': copyObject,
  'sfn:StartExecution': startExecution,
};

/**
 * Makes the calls of the template's custom resources, a line of the log for each, and gives a line for each that is left out.
 *
 * @throws Error naming a call that cannot be made; ServiceError AccessDeniedException when its role may not make it.
 */
export async function makeSdkCalls(options: CustomResourceOptions): Promise<readonly string[]> {
  const { template, log } = options;
  const leftOut: string[] = [];
  for (const resource of template.resources.filter(({ type }) => type === 'Custom::AWS')) {
    const call = readSdkCall(resource);
    if (!call) continue;
    const name = `${call.service}:${call.action}`;
    const make = calls[name];
    if (!make) leftOut.push(`${resource.type} ${resource.logicalId}: ${name} is not called`);
    else log(`${resource.type} ${resource.logicalId}: ${name}: ${await make(call, contextOf(resource, options))}`);
  }
  return leftOut;
}

function contextOf(resource: Resource, options: CustomResourceOptions): SdkCallContext {
  const { template, bucketsFolder, iam, states } = options;
  const caller = callerOf(resource, template, iam);
  return {
    bucketsFolder,
    states,
    assetPath: template.assetPath,
    authorize: (action, resourceArn) => iam.authorize(caller, action, resourceArn),
  };
}

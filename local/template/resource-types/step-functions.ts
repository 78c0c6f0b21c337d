import { arn, type DeclaredResource, physicalName, type ResourceTypes, uuidOf } from '../resource-type.ts';

const machineName = (machine: DeclaredResource) => physicalName(machine, 'StateMachineName', 80);
const machineArn = (machine: DeclaredResource) => arn(machine, 'states', `stateMachine:${machineName(machine)}`);
const activityName = (activity: DeclaredResource) => physicalName(activity, 'Name', 80);
const activityArn = (activity: DeclaredResource) => arn(activity, 'states', `activity:${activityName(activity)}`);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_StepFunctions.html */
export const stepFunctions: ResourceTypes = {
  'AWS::StepFunctions::Activity': { ref: activityArn, attributes: { Arn: activityArn, Name: activityName } },
  'AWS::StepFunctions::StateMachine': {
    ref: machineArn,
    attributes: { Arn: machineArn, Name: machineName, StateMachineRevisionId: uuidOf },
  },
};

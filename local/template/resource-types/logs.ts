import { arn, type DeclaredResource, physicalName, type ResourceTypes } from '../resource-type.ts';

const groupName = (group: DeclaredResource) => physicalName(group, 'LogGroupName');

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Logs.html */
export const logs: ResourceTypes = {
  'AWS::Logs::LogGroup': {
    ref: groupName,
    attributes: { Arn: (group) => arn(group, 'logs', `log-group:${groupName(group)}:*`) },
  },
  'AWS::Logs::MetricFilter': { ref: (filter) => physicalName(filter, 'FilterName'), attributes: {} },
};

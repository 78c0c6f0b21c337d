import { arn, physicalName, type ResourceTypes } from '../resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_CloudWatch.html */
export const cloudwatch: ResourceTypes = {
  'AWS::CloudWatch::Alarm': {
    ref: (alarm) => physicalName(alarm, 'AlarmName'),
    attributes: { Arn: (alarm) => arn(alarm, 'cloudwatch', `alarm:${physicalName(alarm, 'AlarmName')}`) },
  },
  'AWS::CloudWatch::Dashboard': { ref: (dashboard) => physicalName(dashboard, 'DashboardName'), attributes: {} },
};

import { refuseArguments, textMembers } from '../arguments.ts';
import type { IntegrationType } from '../integration.ts';
import { refusing } from '../service-error.ts';

/** Writes data points to the log, https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html */
export const putMetricData: IntegrationType = {
  arn: 'arn:aws:states:::aws-sdk:cloudwatch:putMetricData',
  open: ({ iam, log }) => ({
    refuse: (written) =>
      refuseArguments(written, { members: ['MetricData', 'Namespace'], required: ['MetricData', 'Namespace'] }),
    async call(parameters, { principal }) {
      const { Namespace: namespace, MetricData: data = [] } = textMembers(parameters, ['Namespace']);
      const context = { 'cloudwatch:namespace': namespace };
      await refusing('CloudWatch', [], () => iam.authorize(principal, 'cloudwatch:PutMetricData', '*', context));
      log(`cloudwatch: ${namespace} ${JSON.stringify(data)}`);
      return {};
    },
  }),
};

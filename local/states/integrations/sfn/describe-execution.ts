import { describeExecution as operation } from '../../operations/describe-execution.ts';
import { sfnIntegration } from './sfn-integration.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html */
export const describeExecution = sfnIntegration(operation);

import { listExecutions as operation } from '../../operations/list-executions.ts';
import { sfnIntegration } from './sfn-integration.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html */
export const listExecutions = sfnIntegration(operation);

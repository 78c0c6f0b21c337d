import { putMetricData } from './cloudwatch/put-metric-data.ts';
import type { IntegrationType } from './integration.ts';
import { invoke } from './lambda/invoke.ts';
import { sdkInvoke } from './lambda/sdk-invoke.ts';
import { batchExecuteStatement } from './redshift-data/batch-execute-statement.ts';
import { cancelStatement } from './redshift-data/cancel-statement.ts';
import { describeStatement } from './redshift-data/describe-statement.ts';
import { executeStatement } from './redshift-data/execute-statement.ts';
import { getStatementResult } from './redshift-data/get-statement-result.ts';
import { deleteObject } from './s3/delete-object.ts';
import { headObject } from './s3/head-object.ts';
import { listObjectsV2 } from './s3/list-objects-v2.ts';
import { describeExecution } from './sfn/describe-execution.ts';
import { listExecutions } from './sfn/list-executions.ts';
import { publish } from './sns/publish.ts';

/** Every integration that tasks can have here. */
export const allIntegrations: readonly IntegrationType[] = [
  batchExecuteStatement,
  cancelStatement,
  deleteObject,
  describeExecution,
  describeStatement,
  executeStatement,
  getStatementResult,
  headObject,
  invoke,
  listExecutions,
  listObjectsV2,
  publish,
  putMetricData,
  sdkInvoke,
];

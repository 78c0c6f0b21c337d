/**
 * Stands for the Amazon Redshift Data API in front of Redshift Serverless workgroups: awsJson1_1, SigV4, IAM, long polling.
 * Leaves out batches, sessions, CSV results, events, the List and table operations, quotas (but for `faults/`) and the limit of
 * requests that wait for one statement; statements and results live in memory, 256 MiB of them, until a restart.
 */
import { randomUUID } from 'node:crypto';
import { awsJsonError, awsJsonResponse, internalServerError, ServiceError } from '../aws-json.ts';
import type { HttpHandler } from '../http.ts';
import type { Iam } from '../iam/iam.ts';
import type { Engine } from '../redshift/engine.ts';
import { cancelStatement } from './cancel-statement.ts';
import { describeStatement } from './describe-statement.ts';
import { executeStatement } from './execute-statement.ts';
import { getStatementResult } from './get-statement-result.ts';
import type { DataApi } from './operation.ts';
import { createStatementStore } from './statement-store.ts';
import type { Workgroup } from './workgroup.ts';

export type { Workgroup } from './workgroup.ts';

/** What the local Data API is made of. */
export interface RedshiftDataOptions {
  readonly engine: Engine;
  readonly iam: Iam;
  readonly workgroups: readonly Workgroup[];
  /** Milliseconds since the epoch. @default Date.now */
  readonly clock?: () => number;
  /** Told of what the caller sees as InternalServerException or as a failed statement only. @default console.error */
  readonly onError?: (error: unknown) => void;
}

const operations = [executeStatement, describeStatement, getStatementResult, cancelStatement];
const operationByTarget = new Map(operations.map((operation) => [`RedshiftData.${operation.name}`, operation]));

/** Makes the handler of `POST /` with `X-Amz-Target: RedshiftData.*`. */
export function createRedshiftData(options: RedshiftDataOptions): HttpHandler {
  const { engine, iam, workgroups, clock = Date.now, onError = console.error } = options;
  const api: DataApi = { engine, iam, workgroups, statements: createStatementStore({ engine, clock, onError }) };
  return async (request) => {
    const requestId = randomUUID();
    try {
      const target = request.headers['x-amz-target'] ?? '';
      const operation = operationByTarget.get(target);
      // AWS looks at the target before it looks at the signature.
      if (!operation) throw new ServiceError('UnknownOperationException', `${target || 'No target'} is not emulated.`);
      const principal = await iam.authenticate(request, 'redshift-data');
      return awsJsonResponse(await operation.call(api, principal, request.body), requestId);
    } catch (error) {
      if (error instanceof ServiceError) return awsJsonError(error, requestId);
      onError(error);
      return awsJsonError(internalServerError(), requestId);
    }
  };
}

/**
 * Stands for the Amazon Redshift Data API in front of Redshift Serverless workgroups: all operations, awsJson1_1, SigV4, IAM,
 * long polling. Leaves out clusters, quotas of requests (but for `faults/`), the limit of requests that wait for one
 * statement, and the limits of a result's size; rows live in memory, 256 MiB of them, and sessions end with the process.
 */
import { randomUUID } from 'node:crypto';
import { awsJsonError, awsJsonResponse, internalServerError, ServiceError } from '../aws-json.ts';
import type { HttpHandler } from '../http.ts';
import type { Iam } from '../iam/iam.ts';
import type { Engine } from '../redshift/engine.ts';
import { allOperations } from './operations/all-operations.ts';
import type { DataApi } from './operations/operation.ts';
import { createSessionClosing } from './sessions/session-closing.ts';
import { createSessionStore } from './sessions/session-store.ts';
import { type StatementEvent, statementEvent } from './statements/statement-event.ts';
import { noJournal, openStatementJournal } from './statements/statement-journal.ts';
import { createStatementStore } from './statements/statement-store.ts';
import type { Workgroup } from './workgroup.ts';

export type { StatementEvent } from './statements/statement-event.ts';
export type { Workgroup } from './workgroup.ts';

/** What the local Data API is made of. */
export interface RedshiftDataOptions {
  readonly engine: Engine;
  readonly iam: Iam;
  readonly workgroups: readonly Workgroup[];
  /** Where statements and client tokens outlive the process; without it they end with it. */
  readonly stateFolder?: string;
  /** Milliseconds since the epoch. @default Date.now */
  readonly clock?: () => number;
  /** Told of what the caller sees as InternalServerException or as a failed statement only. @default console.error */
  readonly onError?: (error: unknown) => void;
  /** Stands for EventBridge: told of the end of each statement that was submitted WithEvent. */
  readonly onEvent?: (event: StatementEvent) => void;
}

const operationByTarget = new Map(allOperations.map((operation) => [`RedshiftData.${operation.name}`, operation]));

/**
 * Makes the handler of `POST /` with `X-Amz-Target: RedshiftData.*`.
 *
 * @throws DamagedStateError when what an earlier process wrote cannot be read.
 */
export function createRedshiftData(options: RedshiftDataOptions): HttpHandler {
  const { iam, onError = console.error } = options;
  const api = openDataApi({ ...options, onError });
  return async (request) => {
    const requestId = randomUUID();
    try {
      const target = request.headers['x-amz-target'] ?? '';
      const operation = operationByTarget.get(target);
      // AWS looks at the target before it looks at the signature.
      if (!operation) throw new ServiceError('UnknownOperationException', `${target || 'No target'} is not known.`);
      const principal = await iam.authenticate(request, 'redshift-data');
      return awsJsonResponse(await operation.call(api, principal, request.body), requestId);
    } catch (error) {
      if (error instanceof ServiceError) return awsJsonError(error, requestId);
      onError(error);
      return awsJsonError(internalServerError(), requestId);
    }
  };
}

function openDataApi(options: RedshiftDataOptions & Required<Pick<RedshiftDataOptions, 'onError'>>): DataApi {
  const { engine, iam, workgroups, stateFolder, clock = Date.now, onError, onEvent } = options;
  const sessions = createSessionStore(createSessionClosing(engine, clock, onError), clock);
  const journal = stateFolder === undefined ? noJournal : openStatementJournal(stateFolder, workgroups, clock);
  const statements = createStatementStore({
    ...{ engine, clock, onError, sessions, journal },
    onEnd: (statement) => {
      if (statement.withEvent) onEvent?.(statementEvent(statement));
    },
  });
  return { engine, iam, workgroups, statements, sessions };
}

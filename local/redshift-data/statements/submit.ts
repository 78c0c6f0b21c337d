import { createHash } from 'node:crypto';
import { ServiceError } from '../../aws-json.ts';
import type { InputOf } from '../../constraints.ts';
import type { Principal } from '../../iam/iam.ts';
import { type Connection, openConnection } from '../connection.ts';
import type { DataApi } from '../operations/operation.ts';
import type { submissionMembers } from '../protocol/request-members.ts';
import { ownSession } from '../sessions/own-session.ts';
import { refuseBesideSession } from '../sessions/refuse-beside-session.ts';
import type { Session } from '../sessions/session.ts';
import { ownerOf } from './owner.ts';
import { checkSqls } from './sql-parameters.ts';
import { type ExecutionMode, hasResultSet, type SubmittedStatement, waitUntilEnded } from './statement.ts';

type SubmissionInput = InputOf<{ readonly type: 'structure'; readonly members: typeof submissionMembers }>;

/** What is asked to run, and by which IAM action. */
export interface SubmissionRequest {
  readonly action: 'redshift-data:ExecuteStatement' | 'redshift-data:BatchExecuteStatement';
  readonly sqls: readonly string[];
  /** Undefined but for a batch. */
  readonly executionMode?: ExecutionMode;
  readonly input: SubmissionInput;
}

/**
 * Submits a statement or a batch, or finds the one that an equal request with the same client token has submitted, and
 * serializes what the service answers, after waiting for the end where that is asked.
 *
 * @throws ServiceError when the request may not or cannot be carried out.
 */
export async function submit(api: DataApi, principal: Principal, request: SubmissionRequest): Promise<string> {
  const { input, sqls, action } = request;
  const named = input.SessionId === undefined ? undefined : sessionOf(api, principal, action, input);
  // A new session is of whoever asks for it.
  const owner = { 'redshift-data:session-owner-iam-userid': principal.userId };
  const connection = named?.connection ?? openConnection(api, principal, action, input, owner);
  const parameters = input.Parameters ?? [];
  checkSqls(
    sqls,
    parameters.map(({ name }) => name),
  );
  const fingerprint = fingerprintOf(request, connection);
  const statement =
    submittedBefore(api, principal, input.ClientToken, fingerprint) ??
    submitAnew(api, principal, request, { connection, named, fingerprint });
  // Whoever doesn't wait is answered before the statement moves on from SUBMITTED.
  if (input.WaitTimeSeconds !== undefined) await waitUntilEnded(statement, input.WaitTimeSeconds);
  return JSON.stringify(output(statement, input.WorkgroupName));
}

interface Resolved {
  readonly connection: Connection;
  /** The session that the request names. */
  readonly named: Session | undefined;
  readonly fingerprint: string;
}

function submitAnew(
  api: DataApi,
  principal: Principal,
  { input, sqls, executionMode }: SubmissionRequest,
  { connection, named, fingerprint }: Resolved,
): SubmittedStatement {
  const owner = ownerOf(principal);
  const keepAliveSeconds = input.SessionKeepAliveSeconds;
  const session = named ?? (keepAliveSeconds ? api.sessions.open(owner, connection, keepAliveSeconds) : undefined);
  const submission = {
    ...{ sqls, executionMode, connection, fingerprint },
    parameters: input.Parameters ?? [],
    session: session && { id: session.id, sequence: session.sequence },
    clientToken: input.ClientToken,
    statementName: input.StatementName,
    resultFormat: input.ResultFormat ?? 'JSON',
    withEvent: input.WithEvent ?? false,
  };
  return api.statements.submit(owner, submission, keepAliveSeconds);
}

/** A session knows its database and its user; AWS takes the one or the other. */
function sessionOf(api: DataApi, principal: Principal, action: string, input: SubmissionInput): Session {
  refuseBesideSession(input, ['ClusterIdentifier', 'WorkgroupName', 'SecretArn', 'DbUser', 'Database']);
  return ownSession(api, principal, action, input.SessionId ?? '');
}

function submittedBefore(
  { statements }: DataApi,
  principal: Principal,
  clientToken: string | undefined,
  fingerprint: string,
): SubmittedStatement | undefined {
  const earlier = clientToken ? statements.findByClientToken(ownerOf(principal), clientToken) : undefined;
  if (earlier && earlier.fingerprint !== fingerprint) {
    throw new ServiceError('ValidationException', 'ClientToken was used with another request before.');
  }
  return earlier;
}

function fingerprintOf({ sqls, executionMode, input }: SubmissionRequest, connection: Connection): string {
  const { Parameters, StatementName, WithEvent, ResultFormat, SessionId, SessionKeepAliveSeconds } = input;
  const { workgroup, database, dbUser } = connection;
  const asked = [sqls, executionMode, Parameters, StatementName, WithEvent, ResultFormat];
  const where = [workgroup.arn, database, dbUser, SessionId, SessionKeepAliveSeconds];
  return createHash('sha256')
    .update(JSON.stringify([...asked, ...where]))
    .digest('base64url');
}

function output(statement: SubmittedStatement, workgroupName: string | undefined) {
  const { database, dbUser, secretArn, workgroup } = statement.connection;
  return {
    Id: statement.id,
    CreatedAt: statement.createdAt / 1_000,
    Database: database,
    ...(secretArn === undefined ? { DbUser: dbUser } : { SecretArn: secretArn }),
    WorkgroupName: workgroupName ?? workgroup.name,
    SessionId: statement.session?.id,
    Status: statement.progress.status,
    HasResultSet: hasResultSet(statement),
    RedshiftPid: statement.redshiftPid,
  };
}

import type { InputOf } from '../../constraints.ts';
import type { Principal } from '../../iam/iam.ts';
import { latestPage } from '../../next-token.ts';
import { findAskedWorkgroup } from '../connection.ts';
import { computeMembers, pageMembers, sessionId } from '../protocol/request-members.ts';
import { refuseBesideSession } from '../sessions/refuse-beside-session.ts';
import { type Session, ttlOf } from '../sessions/session.ts';
import { notFound } from '../statements/own-statement.ts';
import { isVisible } from '../statements/owner.ts';
import { type DataApi, operation } from './operation.ts';

const shape = {
  type: 'structure',
  members: {
    ...pageMembers,
    SessionId: sessionId,
    Status: { type: 'string', values: ['AVAILABLE', 'BUSY', 'CLOSED'] },
    RoleLevel: { type: 'boolean' },
    ...computeMembers,
    Database: { type: 'string' },
  },
} as const;

type Input = InputOf<typeof shape>;

/**
 * Lists the caller's sessions of the last 24 hours, the latest first; without a Status those that are open.
 *
 * https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ListSessions.html
 */
export const listSessions = operation('ListSessions', shape, async (api, principal, input) => {
  const { SessionId } = input;
  if (SessionId !== undefined)
    return JSON.stringify({ Sessions: [sessionData(namedSession(api, principal, input, SessionId))] });
  const { Status, RoleLevel = true, Database } = input;
  authorize(api, principal, RoleLevel ? undefined : principal.userId);
  const workgroup = findAskedWorkgroup(api.workgroups, input);
  const filters = [principal.userId, Status, RoleLevel, Database, workgroup?.arn];
  const found = api.sessions
    .list()
    .filter(({ owner }) => isVisible(owner, principal, RoleLevel))
    .filter(({ status }) => (Status === undefined ? status !== 'CLOSED' : status === Status))
    .filter(({ connection }) => Database === undefined || connection.database === Database)
    .filter(({ connection }) => workgroup === undefined || connection.workgroup === workgroup);
  const page = latestPage(`ListSessions ${JSON.stringify(filters)}`, found, input, 1_000);
  return JSON.stringify({ Sessions: page.items.map(sessionData), NextToken: page.nextToken });
});

function namedSession(api: DataApi, principal: Principal, input: Input, id: string): Session {
  refuseBesideSession(input, ['Status', 'ClusterIdentifier', 'WorkgroupName', 'Database']);
  const session = api.sessions.find(id);
  authorize(api, principal, session?.owner.userId);
  if (!session || !isVisible(session.owner, principal, input.RoleLevel ?? true)) {
    throw notFound('Session does not exist.', id);
  }
  return session;
}

/** A policy that asks for the owner allows the list of the caller's own IAM session only. */
function authorize({ iam }: DataApi, principal: Principal, owner: string | undefined): void {
  iam.authorize(principal, 'redshift-data:ListSessions', '*', { 'redshift-data:session-owner-iam-userid': owner });
}

function sessionData(session: Session) {
  const { id, status, createdAt, updatedAt, connection, keepAliveSeconds, currentStatementId } = session;
  return {
    SessionId: id,
    Status: status,
    CreatedAt: createdAt / 1_000,
    UpdatedAt: updatedAt / 1_000,
    Database: connection.database,
    DbUser: connection.dbUser,
    WorkgroupName: connection.workgroup.name,
    SessionAliveSeconds: keepAliveSeconds,
    SessionTtl: ttlOf(session) / 1_000,
    CurrentStatementId: currentStatementId,
  };
}

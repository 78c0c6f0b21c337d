import { submissionMembers } from '../protocol/request-members.ts';
import { submit } from '../statements/submit.ts';
import { operation } from './operation.ts';

const shape = {
  type: 'structure',
  members: { Sql: { type: 'string', required: true }, ...submissionMembers },
} as const;

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ExecuteStatement.html */
export const executeStatement = operation('ExecuteStatement', shape, (api, principal, input) =>
  submit(api, principal, { action: 'redshift-data:ExecuteStatement', sqls: [input.Sql], input }),
);

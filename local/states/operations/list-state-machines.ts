import { page } from '../protocol/page.ts';
import { pageMembers } from '../protocol/request-members.ts';
import { operation } from './operation.ts';

const shape = { type: 'structure', members: pageMembers } as const;

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachines.html */
export const listStateMachines = operation('ListStateMachines', shape, async (api, principal, input) => {
  api.iam.authorize(principal, 'states:ListStateMachines', '*');
  const creationDate = api.startedAt / 1_000;
  const { items, nextToken } = page('ListStateMachines', api.machines, input);
  const stateMachines = items.map(({ arn, name }) => ({ stateMachineArn: arn, name, type: 'STANDARD', creationDate }));
  return { stateMachines, nextToken };
});

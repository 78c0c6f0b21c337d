import { AdminCreateUserCommand, ListUsersCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenCognito, openCognito, refusal } from './open-cognito.ts';
import { poolId, userPoolResources } from './user-pool.ts';

let open: OpenCognito;
beforeAll(async () => {
  open = await openCognito(userPoolResources({}, { UsernameConfiguration: { CaseSensitive: false } }));
});
afterAll(() => open.close());

describe('ListUsers', () => {
  const list = (rest: { Filter?: string; Limit?: number; PaginationToken?: string; AttributesToGet?: string[] }) =>
    open.client.send(new ListUsersCommand({ UserPoolId: poolId, ...rest }));

  it('gives pages of those whom a filter finds', async () => {
    for (const name of ['z1', 'z2', 'z3'])
      await open.client.send(
        new AdminCreateUserCommand({
          UserPoolId: poolId,
          Username: name,
          UserAttributes: [{ Name: 'given_name', Value: name }],
        }),
      );

    const first = await list({ Filter: 'username ^= "z"', Limit: 2, AttributesToGet: ['given_name'] });
    const { PaginationToken = '' } = first;
    const second = await list({ Filter: 'username ^= "z"', Limit: 2, PaginationToken });

    expect(first.Users?.map(({ Attributes }) => Attributes)).toEqual([
      [{ Name: 'given_name', Value: 'z1' }],
      [{ Name: 'given_name', Value: 'z2' }],
    ]);
    expect(second.Users?.map(({ Username }) => Username)).toEqual(['z3']);
    expect(second.PaginationToken).toBeUndefined();
    expect(await refusal(list({ PaginationToken }))).toMatch(/^InvalidParameterException: /);
  });

  it.each([
    ['given_name = "z2"', ['z2']],
    ['"given_name"="z3"', ['z3']],
    ['given_name = "z"', []],
    ['cognito:user_status = "RESET_REQUIRED"', []],
  ])('finds by %s', async (Filter, names) => {
    expect((await list({ Filter })).Users?.map(({ Username }) => Username)).toEqual(names);
  });

  it('refuses a filter that it cannot read', async () => {
    expect(await refusal(list({ Filter: 'given_name like "z"' }))).toMatch(/^InvalidParameterException: /);
    expect(await refusal(list({ Filter: 'custom:shoe = "43"' }))).toMatch(/^InvalidParameterException: /);
  });
});

import { describe, expect, it } from 'vitest';
import { answering, issuer, jwks, openApi, resolver, signToken } from './open-api.ts';

const schema = `
  type Query {
    everyone: Thing @aws_cognito_user_pools
    admins: Thing @aws_cognito_user_pools(cognito_groups: ["admin"])
    either: Thing @aws_auth(cognito_groups: ["agent", "admin"])
    service: Thing @aws_iam
    both: Thing @aws_iam @aws_cognito_user_pools(cognito_groups: ["agent"])
    strict: Thing! @aws_cognito_user_pools
    unmarked: Thing
  }
  type Thing @aws_cognito_user_pools(cognito_groups: ["agent", "admin"]) {
    name: String
    secret: String @aws_cognito_user_pools(cognito_groups: ["admin"])
    open: String @aws_cognito_user_pools
    needed: String! @aws_cognito_user_pools(cognito_groups: ["admin"])
  }
`;
const fields = ['everyone', 'admins', 'either', 'service', 'both', 'strict', 'unmarked'];
const open = (defaultAction: 'ALLOW' | 'DENY') =>
  openApi(schema, {
    auth: { userPool: { issuer, jwks: () => jwks, defaultAction } },
    resolvers: fields.map((field) =>
      resolver(`Query.${field}`, answering('{ name: "n", secret: "s", open: "o", needed: "d" }')),
    ),
  });
const closed = open('DENY');
const as = async (groups: string[] | undefined, query: string, api = closed) =>
  api.query(query, {}, { authorization: await signToken({ 'cognito:groups': groups }) });

describe('a field refused to the caller', () => {
  it('is null with an Unauthorized error of HTTP 200', async () => {
    const reply = await as(['agent'], '{ admins { name } }');

    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({
      data: { admins: null },
      errors: [
        {
          path: ['admins'],
          data: null,
          errorType: 'Unauthorized',
          errorInfo: null,
          locations: [{ line: 1, column: 3, sourceName: null }],
          message: 'Not Authorized to access admins on type Query',
        },
      ],
    });
  });

  it('leaves its siblings alone', async () => {
    const { body } = await as(['agent'], '{ either { name secret } }');

    expect(body.data).toEqual({ either: { name: 'n', secret: null } });
    expect(body.errors).toMatchObject([
      { path: ['either', 'secret'], message: 'Not Authorized to access secret on type Thing' },
    ]);
  });

  it('takes its parent with it where it must not be null', async () => {
    expect((await as(['agent'], '{ either { name needed } }')).body.data).toEqual({ either: null });
    expect((await as(['agent'], '{ strict { needed } }')).body.data).toBeNull();
  });
});

describe('a rule', () => {
  it.each<[string, string[] | undefined, string, boolean]>([
    ['lets a member of its group in', ['admin'], '{ admins { name } }', true],
    ['lets a member of one of several groups in', ['x', 'agent'], '{ either { name } }', true],
    ['refuses a user without groups', undefined, '{ either { name } }', false],
    ['without groups lets every user of the pool in', undefined, '{ everyone { open } }', true],
    ['of the type holds for its unmarked fields', ['other'], '{ everyone { name } }', false],
    ['of a field wins over its type', ['other'], '{ everyone { open } }', true],
    ['for IAM alone refuses users of the pool', ['admin'], '{ service { name } }', false],
    ['beside IAM still lets the group in', ['agent'], '{ both { name } }', true],
    ['beside IAM still refuses others', ['other'], '{ both { name } }', false],
    ['is DENY for an unmarked field of this API', ['admin'], '{ unmarked { name } }', false],
  ])('%s', async (_, groups, query, allowed) => {
    const { body } = await as(groups, query);

    expect(body.errors?.[0]?.errorType).toBe(allowed ? undefined : 'Unauthorized');
  });

  it('is ALLOW for an unmarked field where the API says so', async () => {
    expect((await as(undefined, '{ unmarked { open } }', open('ALLOW'))).body).toEqual({
      data: { unmarked: { open: 'o' } },
    });
  });

  it('does not close __typename', async () => {
    expect((await as(undefined, '{ __typename }')).body).toEqual({ data: { __typename: 'Query' } });
  });
});

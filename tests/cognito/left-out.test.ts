import { SignUpCommand } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { openCognito, refusal } from './open-cognito.ts';
import { clientId, userPoolResources } from './user-pool.ts';

const openPool = (properties: Record<string, unknown>) => openCognito(userPoolResources({}, properties));

describe('what is left out', () => {
  it.each([
    [{ MfaConfiguration: 'ON' }, 'MFA (MfaConfiguration ON)'],
    [{ LambdaConfig: { PreSignUp: 'arn:aws:lambda:us-east-1:000000000000:function:f' } }, 'LambdaConfig PreSignUp'],
  ])('is refused by name at start: %o', async (properties, name) => {
    await expect(openPool(properties)).rejects.toThrow(name);
  });

  it('is stated at start where it only lacks', async () => {
    const properties = { AdminCreateUserConfig: {}, MfaConfiguration: 'OPTIONAL', UserPoolName: 'people' };
    const open = await openPool(properties);
    const signUp = new SignUpCommand({ ClientId: clientId, Username: 'ben', Password: 'correct-horse-1' });

    expect(open.cognito.notEmulated).toEqual(['self sign-up of user pool people', 'MFA of user pool people']);
    expect(await refusal(open.client.send(signUp))).toMatch(
      /^UnknownOperationException: .*SignUp: the local Cognito has/,
    );
    await open.close();
  });
});

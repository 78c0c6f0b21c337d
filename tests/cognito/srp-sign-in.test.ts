import { AdminCreateUserCommand, RespondToAuthChallengeCommand } from '@aws-sdk/client-cognito-identity-provider';
import { Amplify } from 'aws-amplify';
import { confirmSignIn, fetchAuthSession, signIn, signOut } from 'aws-amplify/auth';
import { ConsoleLogger } from 'aws-amplify/utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenCognito, openCognito, refusal } from './open-cognito.ts';
import { createSrpClient, type SrpChallenge } from './srp-client.ts';
import { clientId, poolId, userPoolResources } from './user-pool.ts';

const ana = { poolId, username: 'ana', password: 'correct-horse-1', groups: ['agent'] };
const incorrect = 'NotAuthorizedException: Incorrect username or password.';
const bySrp = { authFlowType: 'USER_SRP_AUTH' } as const;

let open: OpenCognito;

beforeAll(async () => {
  open = await openCognito(userPoolResources({}, { Schema: [{ Name: 'name', Required: true }] }));
  open.clock.now = Date.now();
  await open.cognito.ensureUser(ana);
  // It warns of every endpoint that is not AWS's own.
  ConsoleLogger.LOG_LEVEL = 'ERROR';
  Amplify.configure({
    Auth: { Cognito: { userPoolId: poolId, userPoolClientId: clientId, userPoolEndpoint: open.url } },
  });
});

afterAll(() => open.close());

describe('Amplify signs in by SRP', () => {
  it('and refreshes the tokens of the sign-in', async () => {
    const { nextStep } = await signIn({ username: 'ana', password: ana.password, options: bySrp });
    const first = await fetchAuthSession();
    const second = await fetchAuthSession({ forceRefresh: true });
    await signOut();

    expect(nextStep.signInStep).toBe('DONE');
    expect(await open.claimsOf(first.tokens?.accessToken.toString())).toMatchObject({ username: 'ana' });
    expect(second.tokens?.idToken?.payload.origin_jti).toBe(first.tokens?.idToken?.payload.origin_jti);
    expect(second.tokens?.idToken?.payload.jti).not.toBe(first.tokens?.idToken?.payload.jti);
  });

  it('not with a wrong password', async () => {
    const wrong = { username: 'ana', password: 'wrong-horse-1', options: bySrp };

    await expect(signIn(wrong)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
  });

  it('and chooses the password in place of a temporary one, with the attributes that the pool requires', async () => {
    const newUser = { UserPoolId: poolId, Username: 'ben', TemporaryPassword: 'temporary-horse-1' };
    await open.client.send(new AdminCreateUserCommand(newUser));

    const { nextStep } = await signIn({ username: 'ben', password: 'temporary-horse-1', options: bySrp });
    const done = await confirmSignIn({
      challengeResponse: 'correct-horse-2',
      options: { userAttributes: { name: 'Ben' } },
    });
    const { tokens } = await fetchAuthSession();
    await signOut();

    expect(nextStep).toEqual({
      signInStep: 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED',
      missingAttributes: ['name'],
    });
    expect(done.isSignedIn).toBe(true);
    expect(tokens?.idToken?.payload.name).toBe('Ben');
  });
});

describe('PASSWORD_VERIFIER', () => {
  const timestamp = 'Sun Mar 1 12:00:00 UTC 2026';

  async function begin(username: string) {
    const client = createSrpClient('Recourse1', ana.password);
    const { ChallengeParameters } = await open.initiateAuth('USER_SRP_AUTH', {
      USERNAME: username,
      SRP_A: client.SRP_A,
    });
    const challenge = ChallengeParameters as unknown as SrpChallenge;
    return { challenge, answer: (sent = timestamp, signed = sent) => client.answer(challenge, sent, signed) };
  }

  const respond = (ChallengeResponses: Record<string, string>) =>
    open.client.send(
      new RespondToAuthChallengeCommand({ ClientId: clientId, ChallengeName: 'PASSWORD_VERIFIER', ChallengeResponses }),
    );

  it('takes one answer within three minutes', async () => {
    const [first, late] = [await begin('ana'), await begin('ana')];

    const { AuthenticationResult } = await respond(first.answer());
    const again = await refusal(respond(first.answer()));
    open.clock.now += 3 * 60_000;

    expect(AuthenticationResult?.TokenType).toBe('Bearer');
    expect(again).toBe('NotAuthorizedException: Invalid session for the user, session can only be used once.');
    expect(await refusal(respond(late.answer()))).toBe(
      'NotAuthorizedException: Invalid session for the user, session is expired.',
    );
  });

  it('reads the timestamp, and its day without a zero', async () => {
    const [padded, local, none] = [await begin('ana'), await begin('ana'), await begin('ana')];

    expect(await refusal(respond(padded.answer('Sun Mar 01 12:00:00 UTC 2026')))).toBe(incorrect);
    await respond(local.answer('Sun Mar 01 12:00:00 UTC 2026', timestamp));
    expect(await refusal(respond(none.answer('2026-03-01T12:00:00Z')))).toBe(
      'InvalidParameterException: TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.',
    );
  });

  it('shows the same made-up salt for a name that no user has at each attempt', async () => {
    const [first, second, other] = [await begin('nobody'), await begin('nobody'), await begin('somebody')];

    expect(first.challenge.SALT).toMatch(/^[0-9a-f]{32}$/);
    expect(second.challenge.SALT).toBe(first.challenge.SALT);
    expect(other.challenge.SALT).not.toBe(first.challenge.SALT);
    expect(await refusal(respond(first.answer()))).toBe(incorrect);
  });

  it('shows for it what a user of the pool would have, however the name is spelled', async () => {
    const folded = await openCognito(userPoolResources({}, { UsernameConfiguration: { CaseSensitive: false } }));
    const parametersOf = async (USERNAME: string) => {
      const { ChallengeParameters } = await folded.initiateAuth('USER_SRP_AUTH', { USERNAME, SRP_A: 'ABCDEF' });
      return { ...ChallengeParameters, SECRET_BLOCK: '', SRP_B: '' };
    };

    expect(await parametersOf('NoBody')).toEqual(await parametersOf('nobody'));
    await folded.close();
  });

  it('refuses the proof of a password that was replaced meanwhile', async () => {
    const cleo = { ...ana, username: 'cleo' };
    await open.cognito.ensureUser(cleo);
    const { answer } = await begin('cleo');
    await open.cognito.ensureUser({ ...cleo, password: 'other-horse-12' });

    expect(await refusal(respond(answer()))).toBe(incorrect);
  });

  it('refuses another user’s name with the proof', async () => {
    const { answer } = await begin('ana');

    expect(await refusal(respond({ ...answer(), USERNAME: 'ben' }))).toBe(incorrect);
  });

  it('refuses a public value that would give the key away', async () => {
    for (const SRP_A of ['0', '1', 'nonsense', 'F'.repeat(768), 'F'.repeat(5000)]) {
      const refused = await refusal(open.initiateAuth('USER_SRP_AUTH', { USERNAME: 'ana', SRP_A }));
      expect(refused).toBe('InvalidParameterException: SRP_A is not a valid public value.');
    }
  });
});

import { findClient } from '../open-pool.ts';
import { respondMembers, userContextData } from '../protocol/request-members.ts';
import { answerChallenge } from '../sign-in/challenge-answer.ts';
import { operation } from './operation.ts';

const shape = { type: 'structure', members: { ...respondMembers, UserContextData: userContextData } } as const;

/**
 * Answers the challenge of a sign-in.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html
 */
export const respondToAuthChallenge = operation('RespondToAuthChallenge', shape, async ({ pools }, input) => {
  const { ClientId, ChallengeName: name, Session: session, ChallengeResponses: responses = {} } = input;
  return answerChallenge(findClient(pools, ClientId), { name, session, responses });
});

import { findClient } from '../open-pool.ts';
import { contextData, respondMembers, userPoolId } from '../protocol/request-members.ts';
import { answerChallenge } from '../sign-in/challenge-answer.ts';
import { adminOperation } from './operation.ts';

const shape = {
  type: 'structure',
  members: { UserPoolId: userPoolId, ...respondMembers, ContextData: contextData },
} as const;

/**
 * Answers the challenge of a sign-in on behalf of a user.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRespondToAuthChallenge.html
 */
export const adminRespondToAuthChallenge = adminOperation('AdminRespondToAuthChallenge', shape, async (open, input) => {
  const { ClientId, ChallengeName: name, Session: session, ChallengeResponses: responses = {} } = input;
  return answerChallenge(findClient([open], ClientId), { name, session, responses });
});

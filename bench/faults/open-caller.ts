import { postGraphQL } from '../../client/post-graphql.ts';
import { demoSignIn, fetchIdToken } from '../../commands/start/sign-in.ts';
import type { LocalCloud } from '../../local/stack.ts';
import type { Answer } from './judge.ts';
import type { Question } from './questions.ts';

/** Asks the API once; rejects when no GraphQL reply comes. */
export type Ask = (question: Question) => Promise<Answer>;

/** Signs in as the demo user; the token lasts an hour. */
export async function openCaller(cloud: LocalCloud): Promise<Ask> {
  const token = await fetchIdToken(demoSignIn(cloud));
  const signal = new AbortController().signal;
  return (question) => postGraphQL(`${cloud.url}/graphql`, { ...question, token, signal });
}

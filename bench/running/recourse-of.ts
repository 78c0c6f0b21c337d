import { createRecourse, type Recourse } from '../../client/recourse.ts';
import { demoSignIn, fetchIdToken } from '../../commands/start/sign-in.ts';
import type { LocalCloud } from '../../local/stack.ts';

/** The API of a cloud, as its demo user asks it, who hears of every failure. */
export async function recourseOf(cloud: LocalCloud): Promise<Recourse> {
  const token = await fetchIdToken(demoSignIn(cloud));
  return createRecourse({ endpoint: `${cloud.url}/graphql`, token, maxRetries: 0 });
}

import { createRecourse, type Recourse } from '../../client/recourse.ts';
import { demoSignIn, fetchIdToken } from '../../commands/start/sign-in.ts';
import type { LocalCloud } from '../../local/stack.ts';

/** The API of a cloud, as its demo user asks it. */
export async function recourseOf(cloud: LocalCloud): Promise<Recourse> {
  return createRecourse({ endpoint: `${cloud.url}/graphql`, token: await fetchIdToken(demoSignIn(cloud)) });
}

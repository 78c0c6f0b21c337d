import { UnauthenticatedError } from '../../client/errors.ts';
import { createRecourse, type Recourse } from '../../client/recourse.ts';
import { freshToken, SessionEndedError } from './session.ts';

/** Asks with the session's token, and once more with a renewed one when that is refused. */
export async function askWithSession<Answer>(
  endpoint: string,
  ask: (recourse: Recourse) => Promise<Answer>,
): Promise<Answer> {
  const recourse = createRecourse({ endpoint, token: freshToken });
  try {
    return await ask(recourse);
  } catch (error) {
    if (!(error instanceof UnauthenticatedError)) throw error;
    await freshToken({ renew: true });
    return ask(recourse);
  }
}

/** Whether a question failed because the API takes no token of this session any more. */
export const isSessionEnd = (error: unknown): boolean =>
  error instanceof UnauthenticatedError || error instanceof SessionEndedError;

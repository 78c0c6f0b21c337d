import { ServiceError } from '../../../aws-json.ts';
import type { HttpRequest, HttpResponse } from '../../../http.ts';
import { nowSeconds } from '../../open-pool.ts';
import type { UserPool } from '../../pools/user-pool.ts';
import { answerNewPassword, signIn } from '../../sign-in/sign-in.ts';
import type { UserState } from '../../state.ts';
import { missingAttributes } from '../../users/attributes.ts';
import { type AuthorizationRequest, readAuthorizationRequest } from '../authorization-request.ts';
import type { AuthorizationServer } from '../authorization-server.ts';
import { findSignedInUser, startBrowserSession } from '../browser-session.ts';
import { isOwnForm, issueCsrfToken } from '../csrf-token.ts';
import { readForm } from '../form.ts';
import { grant } from '../grant.ts';
import { errorPage } from '../page/error-page.ts';
import { newPasswordPage } from '../page/new-password-page.ts';
import { signInPage } from '../page/sign-in-page.ts';

/** An attempt to sign in: the app's request, and the form that was posted. */
interface Attempt {
  readonly request: HttpRequest;
  readonly asked: AuthorizationRequest;
  readonly form: URLSearchParams;
  readonly server: AuthorizationServer;
}

/**
 * `GET /login` shows the page, and its forms are posted to the same URL:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/login-endpoint.html
 */
export async function login(request: HttpRequest, server: AuthorizationServer): Promise<HttpResponse> {
  const asked = readAuthorizationRequest(request.query, server);
  if (request.method === 'GET') return showSignIn(request, asked, server);
  const form = readForm(request);
  if (form === undefined || !isOwnForm(request, form)) return errorPage('invalid_form', 403);
  const attempt = { request, asked, form, server };
  if (form.has('continue')) return continueSession(attempt);
  return form.has('session') ? answerWithNewPassword(attempt) : answerWithPassword(attempt);
}

async function showSignIn(request: HttpRequest, asked: AuthorizationRequest, server: AuthorizationServer) {
  const signedIn = await findContinuable(request, asked, server);
  const username = asked.loginHint ?? '';
  return signInPage({
    status: 200,
    ...frame(request, asked),
    username,
    signedIn: signedIn && nameOf(asked.oauth.open.pool, signedIn.user),
  });
}

async function continueSession({ request, asked, server }: Attempt): Promise<HttpResponse> {
  const signedIn = await findContinuable(request, asked, server);
  return signedIn ? grant(asked, signedIn, server) : showSignIn(request, asked, server);
}

async function findContinuable(request: HttpRequest, asked: AuthorizationRequest, { sessions }: AuthorizationServer) {
  return asked.prompts.has('login') ? undefined : findSignedInUser(request, asked.oauth.open, sessions);
}

async function answerWithPassword(attempt: Attempt): Promise<HttpResponse> {
  const { request, asked, form } = attempt;
  const username = form.get('username')?.trim() ?? '';
  try {
    const { user, session } = await signIn(asked.oauth, username, form.get('password') ?? '');
    if (session === undefined) return await conclude(attempt, user);
    const missing = missingAttributes(asked.oauth.open.pool, user);
    return newPasswordPage({ status: 200, ...frame(request, asked), session, username, missingAttributes: missing });
  } catch (error) {
    return signInPage({ status: 400, ...frame(request, asked), username, failure: failureOf(error) });
  }
}

async function answerWithNewPassword(attempt: Attempt): Promise<HttpResponse> {
  const { request, asked, form } = attempt;
  const username = form.get('username') ?? '';
  const session = form.get('session') ?? '';
  const password = form.get('new_password') ?? '';
  const attributes = readAttributes(form);
  const retry = {
    status: 400,
    ...frame(request, asked),
    session,
    username,
    missingAttributes: Object.keys(attributes),
  };
  if (password !== form.get('repeated_password')) {
    return newPasswordPage({ ...retry, failure: 'The two passwords differ.' });
  }
  try {
    return await conclude(attempt, await answerNewPassword(asked.oauth, session, username, { password, attributes }));
  } catch (error) {
    const failure = failureOf(error);
    if (error instanceof ServiceError && error.name !== 'NotAuthorizedException') {
      return newPasswordPage({ ...retry, failure });
    }
    return signInPage({ status: 400, ...frame(request, asked), username, failure });
  }
}

async function conclude({ request, asked, server }: Attempt, user: UserState): Promise<HttpResponse> {
  const { open, client } = asked.oauth;
  const signedIn = { user, authTime: nowSeconds(open) };
  server.log(`cognito: ${user.username} signed in to ${client.name} by the hosted page`);
  return grant(asked, signedIn, server, startBrowserSession(request, open, server.sessions, signedIn));
}

function frame(request: HttpRequest, asked: AuthorizationRequest) {
  return { request: asked, action: `/login?${request.query}`, csrf: issueCsrfToken(request) };
}

/** What the user calls themself at the page: where they sign in by an attribute, their username is a UUID. */
function nameOf({ usernameAttributes }: UserPool, { attributes, username }: UserState): string {
  return usernameAttributes.map((name) => attributes[name]).find((value) => value !== undefined) ?? username;
}

/** The attributes that the form asked for, by name. */
function readAttributes(form: URLSearchParams): Record<string, string> {
  const own = [...form].filter(([name]) => name.startsWith('attribute.'));
  return Object.fromEntries(own.map(([name, value]) => [name.slice('attribute.'.length), value.trim()]));
}

/** What the page says of a refused attempt; other errors are not the user's. */
function failureOf(error: unknown): string {
  if (error instanceof ServiceError) return error.message;
  throw error;
}

import type { HttpRequest } from '../../http.ts';
import { isClientSecret } from '../sign-in/secret-hash.ts';
import type { AuthorizationServer } from './authorization-server.ts';
import type { OAuthClient } from './oauth-client.ts';
import { OAuthError } from './oauth-error.ts';

interface Credentials {
  readonly clientId: string;
  readonly secret: string | undefined;
}

/**
 * The app client that sends a request, by Basic authentication or by `client_id` and `client_secret` in the body; one
 * without a secret names itself.
 *
 * @throws OAuthError invalid_client when there is none such or the secret is wrong, invalid_request when the request names
 * two clients.
 */
export function authenticateClient(
  { headers }: HttpRequest,
  form: URLSearchParams,
  { clients }: AuthorizationServer,
  failureStatus = 400,
): OAuthClient {
  const inBody = { clientId: form.get('client_id') ?? '', secret: form.get('client_secret') ?? undefined };
  const { clientId, secret } = readBasic(headers.authorization) ?? inBody;
  if (inBody.clientId !== '' && inBody.clientId !== clientId) {
    throw new OAuthError('invalid_request', 'client_id is not the one of the Authorization header');
  }
  const oauth = clients.get(clientId);
  if (oauth === undefined || !isClientSecret(oauth.client, secret || undefined)) {
    throw new OAuthError('invalid_client', 'No client has this id and secret', failureStatus);
  }
  return oauth;
}

/** https://datatracker.ietf.org/doc/html/rfc6749#section-2.3.1: id and secret are form-encoded before they are joined. */
function readBasic(authorization: string | undefined): Credentials | undefined {
  const encoded = /^Basic +([\w+/=-]+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [clientId = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':').map(decode);
  return { clientId, secret: secret.join(':') };
}

function decode(text: string): string {
  return new URLSearchParams(`text=${text}`).get('text') ?? '';
}

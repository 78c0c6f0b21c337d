import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { HttpRequest } from '../../http.ts';
import type { Credentials } from '../../iam/iam.ts';

/** A `POST /` to a local service, signed as the AWS SDK signs it. */
export async function signRequest(request: {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly credentials: Credentials;
  readonly region: string;
  readonly service: string;
}): Promise<HttpRequest> {
  const { body, credentials, region, service } = request;
  const hostname = `${service}.${region}.amazonaws.com`;
  const signer = new SignatureV4({ credentials, region, service, sha256: Sha256 });
  const { headers } = await signer.sign({
    ...{ method: 'POST', protocol: 'https:', hostname, path: '/', body },
    headers: { ...request.headers, host: hostname },
  });
  const query = new URLSearchParams();
  return { method: 'POST', path: '/', query, headers, body: Buffer.from(body), sourceIp: '127.0.0.1' };
}

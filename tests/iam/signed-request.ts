import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { HttpRequest } from '../../local/http.ts';
import type { Credentials } from '../../local/iam/iam.ts';

/** A Data API request as an SDK signs it: by AWS's own signer and AWS's own hash. */
export async function signedRequest(
  credentials: Credentials,
  options: { operation?: string; body?: string; region?: string; service?: string; signingDate?: Date } = {},
): Promise<HttpRequest> {
  const { operation = 'ExecuteStatement', body = '{"Sql":"SELECT 1"}' } = options;
  const { region = 'us-east-1', service = 'redshift-data', signingDate } = options;
  const signer = new SignatureV4({ credentials, region, service, sha256: Sha256 });
  const { headers } = await signer.sign(
    {
      method: 'POST',
      protocol: 'http:',
      hostname: '127.0.0.1',
      path: '/',
      headers: {
        host: '127.0.0.1:4000',
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `RedshiftData.${operation}`,
      },
      body,
    },
    signingDate ? { signingDate } : {},
  );
  const query = new URLSearchParams();
  return { method: 'POST', path: '/', query, headers, body: Buffer.from(body), sourceIp: '127.0.0.1' };
}

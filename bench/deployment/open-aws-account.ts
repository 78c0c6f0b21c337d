import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AwsAccount } from './aws-account.ts';
import { answerCloudFormation } from './cloudformation.ts';
import { answerJson } from './json-services.ts';
import { answerS3 } from './s3.ts';
import { answerSts } from './sts.ts';

/** What a service answers. */
export interface Reply {
  /** @default 200 */
  readonly status?: number;
  /** XML as text, JSON as an object. */
  readonly body?: string | object;
}

/** Answers for an account, by the protocols of AWS's services, on a free port of this machine. */
export async function openAwsAccount(account: AwsAccount): Promise<{ readonly url: string; close(): void }> {
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request.setEncoding('latin1')) text += chunk;
    const { status = 200, body = '' } = answer(account, request, text);
    const isJson = typeof body === 'object';
    response.writeHead(status, { 'content-type': isJson ? 'application/x-amz-json-1.1' : 'text/xml' });
    response.end(isJson ? JSON.stringify(body) : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

function answer(account: AwsAccount, request: IncomingMessage, text: string): Reply {
  const [, service = ''] = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '') ?? [];
  const target = String(request.headers['x-amz-target'] ?? '');
  const query = new URLSearchParams(service === 's3' ? '' : text);
  const operation = target.split('.').at(-1) || query.get('Action') || String(request.method);
  account.requests.push(`${service} ${operation}`);
  if (service === 's3') return answerS3(account, request, text);
  if (service === 'sts') return answerSts(account, operation);
  return target ? answerJson(account, operation, JSON.parse(text)) : answerCloudFormation(account, operation, query);
}

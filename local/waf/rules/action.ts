import type { HttpResponse } from '../../http.ts';
import type { ResourceProperties } from '../../template/resource-properties.ts';
import { nameOfChoice } from '../statements/statement.ts';

/** What a rule does with a request that matches. */
export type Action = { readonly kind: 'allow' | 'count' } | { readonly kind: 'block'; readonly response: HttpResponse };

/** What AppSync replies to a request that WAF blocks. */
export const forbidden: HttpResponse = {
  status: 403,
  headers: {
    'content-type': 'application/json',
    'access-control-allow-origin': '*',
    'x-amzn-errortype': 'WAFForbiddenException',
  },
  body: JSON.stringify({ errors: [{ errorType: 'WAFForbiddenException', message: '403 Forbidden' }] }),
};

const contentTypes: Readonly<Record<string, string>> = {
  TEXT_PLAIN: 'text/plain',
  TEXT_HTML: 'text/html',
  APPLICATION_JSON: 'application/json',
};

/**
 * Reads an action; `bodies` are the custom responses of the web ACL or rule group. Throws on one that is not emulated,
 * by name.
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_RuleAction.html
 */
export function readAction(
  choice: ResourceProperties,
  bodies: ResourceProperties,
  refuse: (what: string) => Error,
): Action {
  const name = nameOfChoice(choice);
  if (name === 'Block') return { kind: 'block', response: readResponse(choice.object(name), bodies, refuse) };
  if (name !== 'Allow' && name !== 'Count') throw refuse(`action ${name}`);
  if (choice.object(name).names.includes('CustomRequestHandling')) throw refuse('CustomRequestHandling');
  return { kind: name === 'Allow' ? 'allow' : 'count' };
}

function readResponse(
  block: ResourceProperties,
  bodies: ResourceProperties,
  refuse: (what: string) => Error,
): HttpResponse {
  if (!block.names.includes('CustomResponse')) return forbidden;
  const custom = block.object('CustomResponse');
  const status = Number(custom.requiredText('ResponseCode'));
  const ownHeaders = Object.fromEntries(
    custom
      .objects('ResponseHeaders')
      .map((header) => [header.requiredText('Name').toLowerCase(), header.requiredText('Value')]),
  );
  const key = custom.text('CustomResponseBodyKey');
  if (key === undefined) return { ...forbidden, status, headers: { ...forbidden.headers, ...ownHeaders } };
  if (!bodies.names.includes(key)) throw refuse(`CustomResponseBodyKey ${key}, which names no body,`);
  const body = bodies.object(key);
  const type = contentTypes[body.requiredText('ContentType')];
  if (type === undefined) throw refuse(`ContentType ${body.text('ContentType')}`);
  return { status, headers: { 'content-type': type, ...ownHeaders }, body: body.requiredText('Content') };
}

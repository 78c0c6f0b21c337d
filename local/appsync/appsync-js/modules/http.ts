// AppSync refuses to copy or set these.
// https://docs.aws.amazon.com/appsync/latest/devguide/http-helpers-in-utils-http-js.html
const restricted = new Set([
  'transfer-encoding',
  'connection',
  'host',
  'expect',
  'keep-alive',
  'upgrade',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'content-length',
]);

/** The request headers that may travel on, with AppSync's own left out. */
export function copyHeaders(headers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => {
      const lower = name.toLowerCase();
      return !restricted.has(lower) && !lower.startsWith('x-amz') && lower !== 'authorization' && lower !== 'cookie';
    }),
  );
}

/** Whether a resolver may set this response header. */
export function isSettable(name: string): boolean {
  const lower = name.toLowerCase();
  return !restricted.has(lower) && !lower.startsWith('x-amzn') && !lower.startsWith('access-control-');
}

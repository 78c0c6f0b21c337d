const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];
/** Schemes that a browser would run or show by itself. */
const refusedSchemes = ['javascript:', 'data:', 'vbscript:', 'file:', 'blob:', 'about:'];

/**
 * Checks a URL of CallbackURLs or LogoutURLs as Cognito does: absolute, no fragment, https, or http to this machine, or an
 * app's own scheme.
 *
 * @throws Error naming the client, the property and the URL.
 */
export function checkRedirectUrl(url: string, clientName: string, property: string): void {
  const refuse = (reason: string) =>
    new Error(`User pool client ${clientName}: ${property} has ${JSON.stringify(url)}, ${reason}`);
  if (!URL.canParse(url)) throw refuse('which is no absolute URL');
  const { protocol, hostname, hash } = new URL(url);
  if (url.includes('#') || hash !== '') throw refuse('which has a fragment');
  if (/[\s\p{Cc}]/u.test(url)) throw refuse('which has a blank in it');
  if (refusedSchemes.includes(protocol)) throw refuse(`and ${protocol} leads to no app`);
  if (protocol === 'http:' && !loopbackHosts.includes(hostname)) throw refuse('and http: is for localhost alone');
}

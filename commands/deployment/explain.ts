/** What AWS calls credentials that it does not take; https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html */
const refusedCredentials = [
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
];

/** What has failed, in one line, and what to do where that is known. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.message || error.name}${remedy(error)}`.replaceAll(/\s*\n\s*/g, ' ');
}

function remedy(error: Error & { readonly code?: unknown; readonly hostname?: unknown }): string {
  if (error.name === 'CredentialsProviderError') return '; sign in to AWS first';
  if (error.name.startsWith('AccessDenied')) return ` (${error.name})`;
  if (refusedCredentials.includes(error.name))
    return ` (${error.name}); sign in to AWS again, and see that the account has the Region enabled`;
  if (error.code === 'ECONNREFUSED') return '; nothing answers there, start the local cloud anew with: npm start';
  if (error.code === 'ENOTFOUND') return '; is the setting region right, and this machine online?';
  return '';
}

import { createHash } from 'node:crypto';
import type { HttpResponse } from '../../../http.ts';
import { type Html, html } from './html.ts';
import { style } from './style.ts';

/** What a hosted page is made of. */
export interface Page {
  readonly status: number;
  /** Names the page in the browser; the heading may say more. */
  readonly title: string;
  readonly content: Html;
  readonly headers?: Readonly<Record<string, string>>;
}

const styleHash = createHash('sha256').update(style).digest('base64');

/** Headers of whatever the hosted pages answer to a browser: kept nowhere, framed nowhere. */
export const browserHeaders = {
  'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
  // Not `no-referrer`: a form would then be posted with `Origin: null`.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** Makes the reply that shows a page; it runs no script and loads nothing. */
export function showPage({ status, title, content, headers = {} }: Page): HttpResponse {
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${{ markup: style }}</style>
</head>
<body>
<main>
${content}
</main>
<footer>A user pool of a local cloud, not of AWS.</footer>
</body>
</html>
`;
  // No form-action: browsers hold it against every redirect that follows a form, and only the app knows where its own lead.
  const policy = [
    "default-src 'none'",
    'img-src data:',
    `style-src 'sha256-${styleHash}'`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  return {
    status,
    headers: {
      ...browserHeaders,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      ...headers,
    },
    body: document.markup,
  };
}

/** The element that `alert` makes. */
export const alertId = 'alert';

/** Says why a page is shown again. */
export function alert(text: string): Html {
  return html`<p class="alert" id="${alertId}" role="alert">${text}</p>`;
}

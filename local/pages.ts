import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { HttpHandler } from './http.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.ttf': 'font/ttf',
};

interface Page {
  readonly body: Buffer;
  readonly contentType: string;
  readonly etag: string;
}

/**
 * Serves the built web pages, read once at the start, and the `config.json` made for each caller; `/name` is `name.html`,
 * and `/` is `index.html` or leads to the page that is named as home. Stands for the front end's own hosting, which the template leaves to the bank.
 *
 * @throws Error naming the folder when it was not built.
 */
export function createPages(folder: string, config: (sourceIp: string) => object, homePage = 'index'): HttpHandler {
  if (!existsSync(join(folder, 'index.html'))) throw new Error(`${folder} has no index.html; build the web page first`);
  const pages = readPages(folder);
  return async ({ method, path, headers, sourceIp }) => {
    if (method !== 'GET' && method !== 'HEAD') return plain(405, 'Method Not Allowed');
    if (path === '/' && homePage !== 'index') return { status: 302, headers: { location: `/${homePage}` }, body: '' };
    const found =
      path === '/config.json'
        ? page(Buffer.from(JSON.stringify(config(sourceIp))), '.json')
        : (pages.get(path) ?? pages.get(path === '/' ? '/index.html' : `${path}.html`));
    if (!found) return plain(404, 'Not Found');
    const replyHeaders = { etag: found.etag, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' };
    if (headers['if-none-match'] === found.etag) return { status: 304, headers: replyHeaders, body: '' };
    return { status: 200, headers: { ...replyHeaders, 'content-type': found.contentType }, body: found.body };
  };
}

function readPages(folder: string): Map<string, Page> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [file.slice(folder.length), page(readFileSync(file), extname(file))];
    }),
  );
}

function page(body: Buffer, extension: string): Page {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { body, contentType: contentTypes[extension] ?? 'application/octet-stream', etag };
}

function plain(status: number, text: string) {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: text };
}

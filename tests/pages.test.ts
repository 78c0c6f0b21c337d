import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { guardHost } from '../local/host-guard.ts';
import type { HttpRequest } from '../local/http.ts';
import { createPages } from '../local/pages.ts';

const get = (path: string, headers: HttpRequest['headers'] = {}, sourceIp = '127.0.0.1'): HttpRequest => {
  return { method: 'GET', path, query: new URLSearchParams(), headers, body: Buffer.alloc(0), sourceIp };
};

describe('the pages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-pages-'));
  writeFileSync(join(folder, 'index.html'), '<p>home');
  writeFileSync(join(folder, 'explorer.html'), '<p>explorer');
  const pages = createPages(folder, (sourceIp) => ({ sourceIp }));

  it('serve files by path, the home page at / and pages without their ending', async () => {
    expect(String((await pages(get('/'))).body)).toBe('<p>home');
    expect(String((await pages(get('/explorer'))).body)).toBe('<p>explorer');
    expect((await pages(get('/../package.json'))).status).toBe(404);
    expect((await pages({ ...get('/'), method: 'DELETE' })).status).toBe(405);
  });

  it('tell a browser that has a page already that it is the same', async () => {
    const { headers } = await pages(get('/'));
    expect(await pages(get('/', { 'if-none-match': headers.etag }))).toMatchObject({ status: 304, body: '' });
  });

  it('make the configuration for each caller', async () => {
    expect(String((await pages(get('/config.json', {}, '10.0.0.9'))).body)).toBe('{"sourceIp":"10.0.0.9"}');
  });

  it('name a folder that was not built', () => {
    expect(() => createPages(join(folder, 'none'), () => ({}))).toThrow(/none has no index.html/);
  });
});

describe('the host guard', () => {
  const guarded = guardHost(async () => ({ status: 200, headers: {}, body: 'inside' }), ['bank.example']);

  it.each(['127.0.0.1:4000', 'localhost:4000', '[::1]:4000', '192.168.1.7', 'LOCALHOST', 'bank.example:80'])(
    'lets %s in',
    async (host) => {
      expect((await guarded(get('/', { host }))).status).toBe(200);
    },
  );

  it.each(['evil.example:4000', 'localhost.evil.example', '127.0.0.1.evil.example', ''])(
    'refuses the name %j of another site',
    async (host) => {
      expect((await guarded(get('/config.json', { host }))).status).toBe(403);
    },
  );
});

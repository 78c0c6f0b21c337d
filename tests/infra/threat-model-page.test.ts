import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const text = readFileSync(new URL('../../docs/threat-model.md', import.meta.url), 'utf8');
const repository = new URL('../../', import.meta.url);

describe('docs/threat-model.md', () => {
  it('names a file or a folder that exists for each defence', () => {
    const rows = text.split('\n').filter((line) => /^\| (\*\*)?[STRIDE]/.test(line));
    const places = rows.map((row) =>
      [...(row.split('|').at(-2) ?? '').matchAll(/`([\w./-]+)`/g)].map(([, path]) => path ?? ''),
    );

    expect(new Set(rows.map((row) => row.replace(/[| *]/g, '')[0])).size).toBe(6);
    expect(places.filter((paths) => paths.length === 0)).toEqual([]);
    expect(places.flat().filter((path) => !existsSync(new URL(path, repository)))).toEqual([]);
  });
});

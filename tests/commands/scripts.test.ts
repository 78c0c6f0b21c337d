import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const pages = read('README.md') + read('CONTRIBUTING.md');

it.each(Object.keys(scripts))('README or CONTRIBUTING tell of npm run %s', (script) => {
  expect(pages).toMatch(new RegExp(`npm( run)?( -s)? ${script}\\b`));
});

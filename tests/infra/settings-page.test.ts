import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type DescribedSetting, describedSettings } from '../../infra/settings.ts';

const page = new URL('../../docs/settings.md', import.meta.url);
const head = /(?<=\n\|(?:---\|)+\n)(?:\|.*\|\n)*/;

function row({ name, fallback, purpose, rule, otherwise, environmentName }: DescribedSetting): string {
  const byDefault = otherwise ?? `\`${fallback}\``;
  return `| \`${name}\` | ${byDefault} | ${purpose} | ${rule} | ${environmentName ? `\`${environmentName}\`` : ''} |\n`;
}

describe('docs/settings.md', () => {
  // `vitest -u` writes the table anew.
  it('has the table of the settings as they are', async () => {
    const text = readFileSync(page, 'utf8');

    await expect(text.replace(head, describedSettings.map(row).join(''))).toMatchFileSnapshot(page.pathname);
  });
});

import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { rights as shown } from '../../bench/rights/rights.ts';
import { allowedActions, allowedByResources, trusts } from './rights-of-template.ts';
import { buildForInfra, everyChoice, synthesizeStack } from './synthesized-stack.ts';

const page = new URL('../../docs/rights.md', import.meta.url);
const text = readFileSync(page, 'utf8');
const emptyCells = ['', ''];

let json: string;
beforeAll(async () => {
  ({ json } = synthesizeStack(await buildForInfra(), everyChoice));
});

/** The rows of the table under a heading, as their cells. */
function rowsUnder(heading: string): string[][] {
  const table = new RegExp(`(?<=## ${heading}\\n[^#]*\\n\\|(?:---\\|)+\\n)(?:\\|.*\\|\\n)*`).exec(text)?.[0] ?? '';
  return table.split('\n').flatMap((row) =>
    row
      ? [
          row
            .split('|')
            .slice(1, -1)
            .map((cell) => cell.trim()),
        ]
      : [],
  );
}

/** The table of what the template has, with the words that the page has for each row. */
function tableOf(rows: readonly (readonly string[])[], heading: string, words: number): string {
  const written = rowsUnder(heading);
  const keyLength = rows[0]?.length ?? 0;
  return rows
    .map((row) => {
      const known = written.find((cells) => row.every((cell, index) => cells[index] === cell));
      return [...row, ...(known?.slice(keyLength, keyLength + words) ?? emptyCells.slice(0, words))];
    })
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('');
}

function withTables(): string {
  const replaced = (page: string, heading: string, table: string) =>
    page.replace(
      new RegExp(`(## ${heading}\\n[^#]*\\n\\|(?:---\\|)+\\n)(?:\\|.*\\|\\n)*`),
      (_, head: string) => `${head}${table}`,
    );
  const actions = allowedActions(json).map(({ role, action, resource }) => [role, `\`${action}\``, resource]);
  const bench = (role: string, action: string) =>
    shown.some(({ name: right }) => {
      const [of = '', what] = right.split(': ');
      return role.startsWith(of) && what === action;
    })
      ? '`bench -- rights`'
      : 'not run here';
  const ofRoles = tableOf(actions, 'Roles', 2)
    .split('\n')
    .filter(Boolean)
    .map((row) => {
      const [role = '', action = ''] = row.split('|').slice(1, 3);
      return `${row} ${bench(role.trim(), action.trim().replaceAll('`', ''))} |\n`;
    })
    .join('');
  return [
    ['Roles', ofRoles],
    ['Who may act as a role', tableOf(trusts(json), 'Who may act as a role', 1)],
    ['Resources', tableOf(allowedByResources(json), 'Resources', 1)],
  ].reduce((page, [heading = '', table = '']) => replaced(page, heading, table), text);
}

describe('docs/rights.md', () => {
  // `vitest -u` writes the tables anew, with the words that the page has.
  it('has each right of the template, each trust, each grant of a resource, and no other', async () => {
    await expect(withTables()).toMatchFileSnapshot(page.pathname);
  });

  it('says of each right what it is for, on which page AWS describes it, and whether it is shown to be needed', () => {
    const rows = rowsUnder('Roles');

    expect(rows.length).toBeGreaterThan(40);
    for (const [role, action, , why, awsPage] of rows) {
      expect(why, `${role} ${action}`).toMatch(/^\S.*\S$/);
      expect(awsPage, `${role} ${action}`).toMatch(/^\[.+\]\(https:\/\/docs\.aws\.amazon\.com\/\S+\)$/);
    }
    for (const row of [...rowsUnder('Who may act as a role'), ...rowsUnder('Resources')]) {
      expect(row.at(-1), row.join(' ')).not.toBe('');
    }
  });

  it('says of each action of the bench that the bench shows it', () => {
    const told = rowsUnder('Roles').filter((cells) => cells.at(-1)?.includes('bench'));

    expect(told.length).toBe(shown.filter(({ name }) => !/^(GRANT|REVOKE) /.test(name)).length);
  });
});

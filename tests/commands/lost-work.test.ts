import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { discardChangedTables } from '../../commands/start/lost-work.ts';
import { openState } from '../../commands/start/state.ts';

describe('a changed table definition', () => {
  it('discards the database and what was done with it, and nothing else', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'recourse-tables-')), 'state');
    const store = openState(folder, console.error);
    expect(discardChangedTables(store)).toBe(false);
    const tables = store.current.done.tables ?? '';
    mkdirSync(join(folder, 'redshift'));
    store.update({ done: { data: 'csv', load: 'csv', train: 'model', tables: 'as they were' } });

    expect(discardChangedTables(store)).toBe(true);

    expect(store.current).toMatchObject({ done: { data: 'csv', tables } });
    expect(Object.keys(store.current.done).sort()).toEqual(['data', 'tables']);
    expect(existsSync(join(folder, 'redshift'))).toBe(false);
    expect(discardChangedTables(store)).toBe(false);
  });
});

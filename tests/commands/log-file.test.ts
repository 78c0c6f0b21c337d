import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openLogFile } from '../../commands/start/log-file.ts';

describe('the log file', () => {
  it('says once that it cannot be written, and ends nothing else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'recourse-log-'));
    const failures: string[] = [];

    const log = openLogFile(join(folder, 'gone'), (reason) => failures.push(reason));
    log('a line');
    await vi.waitFor(() => expect(failures).toHaveLength(1));
    log('another line');
    await new Promise(setImmediate);

    expect(failures).toEqual([expect.stringMatching(/^The log .*local\.log is written no more: ENOENT/)]);
    expect(readdirSync(folder)).toEqual([]);
  });
});

import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp, launch } from '../start-command.ts';

afterAll(cleanUp);

describe.concurrent('the command line of npm start', () => {
  it('explains itself', async () => {
    const { code, stdout, stderr } = await launch('start', ['--help']).ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const option of ['--data', '--rows', '--seed', '--port', '--host', '--reset', '--once', '--json', '--state'])
      expect(stdout).toContain(option);
  });

  it.each([
    [['--nonsense'], "error: unknown option '--nonsense'"],
    [['--cut-off', '2023-02-30'], "'2023-02-30' is invalid. It must be a date, YYYY-MM-DD."],
    [['--host', ''], "error: option '--host <address>' argument '' is invalid. It is empty."],
    [['extra'], 'error: too many arguments'],
  ])('refuses %j with one clear line', async (args, line) => {
    const { code, stdout, stderr } = await launch('start', args).ended;
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(line);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

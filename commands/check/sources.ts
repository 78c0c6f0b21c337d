import { execFileSync } from 'node:child_process';

/** The TypeScript files of the repository that people wrote, by path from its root. */
export function sourceFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx'], {
    encoding: 'utf8',
  });
  return listed.split('\n').filter((file) => file && !file.includes('/generated/'));
}

import { Argument, Command, InvalidArgumentError } from 'commander';
import type { Finding, FuzzReport } from './fuzz/fuzz-sql.ts';

/** One line for the list of benches. */
export const description = 'whether random statements, valid and not, crash, hang or break into the SQL server';

interface FuzzOptions {
  readonly statements: number;
  readonly seed: number;
}

/** Fuzzes a target; true when every statement ended as it may. */
export async function run(args: readonly string[]): Promise<boolean> {
  const { statements, seed } = readOptions(args);
  // Loads the whole engine, which the list of benches does without.
  const { fuzzSql } = await import('./fuzz/fuzz-sql.ts');
  console.log(`Sending ${statements} statements of seed ${seed}, each on its own.`);
  const started = performance.now();
  const report = await fuzzSql({ statements, seed, onFinding: (finding) => console.log(describeFinding(finding)) });
  console.log(summary(report, (performance.now() - started) / 1000));
  return report.findings.length === 0;
}

function describeFinding({ number, user, kind, sql, message }: Finding): string {
  return `FOUND   ${kind} at statement ${number}, as ${user}:\n        ${shown(sql, 600)}\n        ${shown(message, 600)}`;
}

function summary({ statements, overHttp, outcomes, slowest, findings }: FuzzReport, seconds: number): string {
  const shares = Object.entries(outcomes).map(
    ([kind, count]) => `${kind} ${((100 * count) / statements).toFixed(1)} %`,
  );
  return [
    `${statements} statements in ${seconds.toFixed(1)} s, ${overHttp} of them over HTTP: ${shares.join(', ')}`,
    'The slowest:',
    ...slowest.map(({ sql, ms }) => `${ms.toFixed(0).padStart(7)} ms  ${shown(sql, 100)}`),
    `${findings.length === 0 ? 'reached' : 'MISSED '}  no statement crashed, hung, failed inside or reached what it must not: ${findings.length} did`,
  ].join('\n');
}

function shown(text: string, length: number): string {
  const line = JSON.stringify(text).slice(1, -1);
  return line.length > length ? `${line.slice(0, length)}… (${text.length} characters)` : line;
}

function readOptions(args: readonly string[]): FuzzOptions {
  return new Command('npm run bench -- fuzz')
    .description(description)
    .addArgument(new Argument('<target>', 'what to fuzz').choices(['sql']))
    .option('--statements <n>', 'statements to send', wholeNumber, 10_000)
    .option('--seed <s>', 'seed of the statements', wholeNumber, 1)
    .parse([...args], { from: 'user' })
    .opts<FuzzOptions>();
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(text);
}

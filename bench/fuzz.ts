import { Argument, Command } from 'commander';
import type { Finding, FuzzReport } from './fuzz/tally.ts';
import { readCount } from './running/read-count.ts';

/** One line for the list of benches. */
export const description =
  'whether random statements or requests, valid and not, crash, hang or break into the servers';

interface FuzzOptions {
  readonly number: number;
  readonly seed: number;
}

type Tell = (finding: Finding) => void;

interface Target {
  readonly noun: string;
  /** Loads what is fuzzed, which the list of benches does without, and fuzzes it. */
  readonly fuzz: (options: FuzzOptions, onFinding: Tell) => Promise<FuzzReport & { readonly overHttp?: number }>;
}

const targets: Readonly<Record<string, Target>> = {
  sql: {
    noun: 'statement',
    async fuzz({ number, seed }, onFinding) {
      const { fuzzSql } = await import('./fuzz/fuzz-sql.ts');
      return fuzzSql({ statements: number, seed, onFinding });
    },
  },
  graphql: {
    noun: 'request',
    async fuzz({ number, seed }, onFinding) {
      const { fuzzGraphql } = await import('./fuzz/graphql/fuzz-graphql.ts');
      const { openCloud } = await import('./running/open-cloud.ts');
      return fuzzGraphql({ requests: number, seed, open: openCloud, onFinding });
    },
  },
};

/** Fuzzes a target; true when everything sent ended as it may. */
export async function run(args: readonly string[]): Promise<boolean> {
  const { target, ...options } = readOptions(args);
  console.log(`Sending ${options.number} ${target.noun}s of seed ${options.seed}, each on its own.`);
  const started = performance.now();
  const report = await target.fuzz(options, (finding) => console.log(describeFinding(finding, target.noun)));
  console.log(summary(report, target.noun, (performance.now() - started) / 1000));
  return report.findings.length === 0;
}

function describeFinding({ number, user, kind, text, message }: Finding, noun: string): string {
  return `FOUND   ${kind} at ${noun} ${number}, as ${user}:\n        ${shown(text, 600)}\n        ${shown(message, 600)}`;
}

type Report = FuzzReport & { readonly overHttp?: number };

function summary({ sent, overHttp, outcomes, slowest, findings }: Report, noun: string, seconds: number): string {
  const shares = Object.entries(outcomes).map(([kind, count = 0]) => `${kind} ${((100 * count) / sent).toFixed(1)} %`);
  const http = overHttp === undefined ? '' : `, ${overHttp} of them over HTTP`;
  return [
    `${sent} ${noun}s in ${seconds.toFixed(1)} s${http}: ${shares.join(', ')}`,
    'The slowest:',
    ...slowest.map(({ text, ms }) => `${ms.toFixed(0).padStart(7)} ms  ${shown(text, 100)}`),
    `${findings.length === 0 ? 'reached' : 'MISSED '}  no ${noun} crashed, hung, failed inside or reached what it must not: ${findings.length} did`,
  ].join('\n');
}

function shown(text: string, length: number): string {
  const line = JSON.stringify(text).slice(1, -1);
  return line.length > length ? `${line.slice(0, length)}… (${text.length} characters)` : line;
}

function readOptions(args: readonly string[]): FuzzOptions & { readonly target: Target } {
  const command = new Command('npm run bench -- fuzz')
    .description(description)
    .addArgument(new Argument('<target>', 'what to fuzz').choices(Object.keys(targets)))
    .option('--number <n>', 'statements or requests to send', readCount, 10_000)
    .option('--seed <s>', 'seed of what is sent', readCount, 1)
    .parse([...args], { from: 'user' });
  const target = targets[command.args[0] ?? ''];
  if (!target) throw new Error(`There is no target ${command.args[0]}`);
  return { ...command.opts<FuzzOptions>(), target };
}

import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { Command } from 'commander';
import { buildAll } from '../build/build-all.ts';
import { synthesize } from '../infra/synthesize.ts';
import { checkResolver, formatProblem } from '../local/appsync/appsync-js/check.ts';
import { findForbiddenImports } from './check/import-rule.ts';
import { findMisfits } from './check/size-rule.ts';
import { sourceFiles } from './check/sources.ts';

/** A check gives what is wrong, a line each; nothing when all is well. */
interface Check {
  readonly name: string;
  readonly findings: () => Promise<readonly string[]>;
}

const checks: readonly Check[] = [
  { name: 'types', findings: () => tool('tsc', '--noEmit') },
  { name: 'lint and format', findings: () => tool('biome', 'ci', '--error-on-warnings', '--colors=off', '.') },
  { name: 'generated code is current', findings: () => tool('graphql-codegen', '--check') },
  {
    name: 'who may import whom',
    findings: async () =>
      findForbiddenImports(sourceFiles()).map(
        ({ file, line, imported }) => `${file}:${line} must not import ${imported}`,
      ),
  },
  { name: 'sizes and names', findings: async () => findMisfits(sourceFiles()) },
  { name: 'what APPSYNC_JS allows', findings: checkResolvers },
  { name: 'template', findings: checkTemplate },
];

async function tool(name: string, ...options: readonly string[]): Promise<readonly string[]> {
  try {
    await promisify(execFile)(`node_modules/.bin/${name}`, options, { maxBuffer: 64 * 1024 * 1024 });
    return [];
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as { stdout?: string; stderr?: string; message: string };
    return [stdout.trim(), stderr.trim()].filter(Boolean).length > 0 ? [`${stdout}${stderr}`.trim()] : [message];
  }
}

/** The rules of APPSYNC_JS on the bundles as deployed, told in positions of the sources. */
async function checkResolvers(): Promise<readonly string[]> {
  await buildAll({ only: ['resolvers'] });
  const files = readdirSync('dist/resolvers').filter((file) => file.endsWith('.js'));
  return files.flatMap((file) => {
    const fileName = `dist/resolvers/${file}`;
    return checkResolver(readFileSync(fileName, 'utf8'), { fileName }).map(formatProblem);
  });
}

/** Synthesizes a stack with all that a deployment may add, and CDK's own checks of the template on. */
async function checkTemplate(): Promise<readonly string[]> {
  await buildAll({ only: ['resolvers', 'handlers'] });
  try {
    const settings = {
      alarmEmail: 'alarms@example.com',
      retrainSchedule: 'rate(30 days)',
      zones: 'a,b,c',
      reservedConcurrency: 10,
    };
    synthesize({ outdir: 'cdk.out', settings, validation: true });
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

async function main(): Promise<void> {
  for (const { name, findings } of checks) {
    const started = performance.now();
    const found = await findings();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${found.length === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
    for (const line of found) console.log(`     ${line.replaceAll('\n', '\n     ')}`);
    if (found.length > 0) process.exitCode = 1;
  }
}

await new Command('npm run check')
  .description('Checks what can be checked without running it, and prints a line for each check.')
  .action(main)
  .parseAsync();

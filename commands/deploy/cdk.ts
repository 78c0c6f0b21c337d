import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../node_modules/aws-cdk/bin/cdk', import.meta.url));

/**
 * Runs the CDK CLI on a cloud assembly, in this terminal.
 *
 * @throws Error when it fails; what it says of that stands above.
 */
export async function runCdk(assemblyFolder: string, args: readonly string[]): Promise<void> {
  const [verb] = args;
  // In the folder of the assembly it finds no cdk.json, which would have it build and synthesize again.
  const options = { cwd: assemblyFolder, stdio: 'inherit' } as const;
  const child = spawn(process.execPath, [cli, '--app', '.', '--no-notices', ...args], options);
  // Ctrl-C reaches the CLI too, which is to end in its own way.
  const wait = () => undefined;
  process.on('SIGINT', wait);
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  process.off('SIGINT', wait);
  if (code !== 0) throw new Error(`cdk ${verb} ended with ${signal ?? `exit code ${code}`}; it says why above`);
}

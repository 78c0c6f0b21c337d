import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { buildAll } from '../../build/build-all.ts';
import { type EvaluateCodeOutput, evaluateCode } from '../../local/appsync/evaluate-code.ts';

const outdir = await mkdtemp(join(tmpdir(), 'recourse-resolvers-'));
await buildAll({ only: ['resolvers'], outdir });
afterAll(() => rm(outdir, { recursive: true }));

/** Runs one handler of a resolver's bundle, as it is deployed, on a context. */
export async function evaluateResolver(
  name: string,
  handler: 'request' | 'response',
  context: object,
): Promise<EvaluateCodeOutput> {
  return evaluateCode({
    code: await readFile(join(outdir, 'resolvers', `${name}.js`), 'utf8'),
    context: JSON.stringify(context),
    function: handler,
    runtime: { name: 'APPSYNC_JS', runtimeVersion: '1.0.0' },
  });
}

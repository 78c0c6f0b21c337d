import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from '../../local/stack.ts';
import { historyFile } from './history.ts';
import { openLogFile } from './log-file.ts';
import type { StartOptions } from './options.ts';
import type { StateStore } from './state.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** Writes the cloud assembly of this installation and gives its folder. */
export async function synthesizeAssembly(options: StartOptions): Promise<string> {
  // CDK takes a second to load, which belongs to this step.
  const { synthesize } = await import('../../infra/synthesize.ts');
  const { state, cutOff, rateLimit } = options;
  const outdir = join(state, 'cdk.out');
  // CDK leaves alone an asset that is there, also when a killed start has copied but half of it.
  rmSync(outdir, { recursive: true, force: true });
  return synthesize({ outdir, settings: { cutOff, rateLimit, dataPath: resolve(historyFile(options)) } })
    .assemblyFolder;
}

/** Starts the local cloud from a template, with the demo user in it; what it logs goes to `local.log`. */
export async function startCloud(
  options: StartOptions,
  store: StateStore,
  app: Pick<LocalCloudOptions, 'template' | 'region' | 'parameters' | 'homePage'>,
): Promise<LocalCloud> {
  return startLocalCloud({
    ...app,
    stateFolder: store.folder,
    installationId: store.current.installationId,
    host: options.host,
    port: options.port,
    webFolder: join(repository, 'dist', 'web'),
    demoPassword: store.current.demoPassword,
    log: openLogFile(store.folder, (reason) => console.error(reason)),
  });
}

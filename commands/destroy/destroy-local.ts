import { setTimeout as sleep } from 'node:timers/promises';
import { CognitoIdentityProviderClient, DescribeUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import { confirm } from '../deployment/confirm.ts';
import { FolderInUseError } from '../start/own-folder.ts';
import { findRunning, type Running } from '../start/running.ts';
import { openState } from '../start/state.ts';
import { keptData, removeStateFolder, requireStateFolder, takeStateFolder } from '../start/state-folder.ts';
import type { Removal } from './destroy-stack.ts';

const longestEndingMs = 20_000;
const pollMs = 50;

/**
 * Ends the cloud that runs from a state folder, if one does, and removes the folder.
 *
 * @throws Error when it is no state folder of ours, when nobody agrees, or when what holds it cannot be ended.
 */
export async function destroyLocal(folder: string, { keepData, yes }: Removal): Promise<void> {
  requireStateFolder(folder);
  const running = findRunning(folder);
  const ending = running ? `ends the cloud at ${running.url} and ` : '';
  const removing = keepData ? `removes all but ${keptData.join(', ')} from ${folder}` : `removes ${folder}`;
  await confirm({ intent: `This ${ending}${removing}.`, answer: folder, yes });
  await takeFromHolder(folder);
  if (keepData) openState(folder, (reason) => console.error(reason)).markUndoneBut('data');
  removeStateFolder(folder, keepData);
  console.log(
    keepData ? `The local cloud is gone; its data stay in ${folder}.` : `The local cloud is gone, ${folder} too.`,
  );
}

async function takeFromHolder(folder: string): Promise<void> {
  try {
    await takeStateFolder(folder);
  } catch (error) {
    const running = error instanceof FolderInUseError ? findRunning(folder) : undefined;
    if (!running || !(await answers(running))) throw error;
    process.kill(running.processId, 'SIGTERM');
    await takeWhenFree(folder);
  }
}

/** Whether what answers there takes the credentials of the folder, as no other server would. */
async function answers({ url, region, credentials, userPoolId }: Running): Promise<boolean> {
  const client = new CognitoIdentityProviderClient({ endpoint: url, region, credentials, maxAttempts: 1 });
  return client.send(new DescribeUserPoolCommand({ UserPoolId: userPoolId })).then(
    () => true,
    () => false,
  );
}

async function takeWhenFree(folder: string): Promise<void> {
  for (const since = performance.now(); ; await sleep(pollMs)) {
    try {
      return await takeStateFolder(folder);
    } catch (error) {
      if (!(error instanceof FolderInUseError) || performance.now() - since > longestEndingMs) throw error;
    }
  }
}

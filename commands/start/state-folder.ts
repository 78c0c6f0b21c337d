import { clearFolder, type OwnFolder, releaseFolder, requireOwnFolder, takeFolder } from './own-folder.ts';

const stateFolder: OwnFolder = {
  title: 'state folder',
  option: '--state',
  keeper: 'start',
  entries: [
    ...[
      'buckets',
      'cdk.out',
      'cognito.json',
      'data',
      'local.log',
      'redshift',
      'running.json',
      'state.json',
      'states.json',
    ],
    'statements.jsonl',
  ],
};

/** What of a state folder no start can make again: the buckets, the people, the history, and whose they are. */
export const keptData = ['buckets', 'cognito.json', 'data', 'state.json'] as const;

/**
 * Takes the state folder for this process alone, and makes it when missing.
 *
 * @throws Error saying what to do when another start has the folder, when it holds anything else, or cannot be used.
 */
export function takeStateFolder(folder: string): Promise<void> {
  return takeFolder(stateFolder, folder);
}

/** Forgets all that earlier starts have put into a folder taken before. */
export function clearStateFolder(folder: string): void {
  clearFolder(stateFolder, folder);
}

/**
 * Checks that a folder is a state folder of ours.
 *
 * @throws Error saying why it is none.
 */
export function requireStateFolder(folder: string): void {
  requireOwnFolder(stateFolder, folder, 'state.json');
}

/** Removes a state folder taken before, but for its data where they are to be kept. */
export function removeStateFolder(folder: string, keepData: boolean): void {
  clearFolder(stateFolder, folder, keepData ? keptData : []);
  releaseFolder(folder);
}

import { clearFolder, type OwnFolder, takeFolder } from './own-folder.ts';

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

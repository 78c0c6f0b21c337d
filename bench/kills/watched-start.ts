// `npm start` under watch: it tells its parent of each state of a workflow that is entered, and dies as by kill -9 in the
// state that KILL_STATE names, when it is entered for the KILL_ENTRY-th time.
import { type Transition, transitions } from '../../local/states/executions/transition.ts';

const { KILL_STATE, KILL_ENTRY = '1' } = process.env;
let entriesLeft = Number(KILL_ENTRY);

transitions.subscribe((message) => {
  const { state } = message as Transition;
  if (state === undefined) return;
  if (state === KILL_STATE && --entriesLeft === 0) process.kill(process.pid, 'SIGKILL');
  process.send?.(state);
});

await import('../../commands/start.ts');

import { writeSync } from 'node:fs';
import type { LocalCloud } from '../../local/stack.ts';
import { retract } from './running.ts';

/** What has to be ended with the process. */
export interface Ending {
  /** Set as soon as a signal has come; what fails from then on fails because of it. */
  readonly begun: boolean;
  /** The cloud to close. */
  add(cloud: LocalCloud): void;
  /** Closes everything and takes the announcement back. */
  end(): Promise<void>;
}

const showCursor = '\u001B[?25h';

/** Ends the process with exit code 0 at Ctrl-C or SIGTERM, at whatever step it is. */
export function endOnSignal(folder: string): Ending {
  let open: LocalCloud | undefined;
  let begun = false;
  const end = async () => {
    await open?.close();
    // A step may have announced the cloud while it was closing.
    retract(folder);
  };
  const onSignal = () => {
    // npm and the terminal may each pass on the same Ctrl-C.
    if (begun) return;
    begun = true;
    // The drawing of the steps hides it until the process ends, and holds back what is written to the stream.
    process.on('exit', () => process.stderr.isTTY && writeSync(process.stderr.fd, showCursor));
    end().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(`\nRecourse did not end cleanly: ${error instanceof Error ? error.message : String(error)}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return {
    get begun() {
      return begun;
    },
    add(cloud) {
      open = cloud;
    },
    end,
  };
}

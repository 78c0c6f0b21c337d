import { writeSync } from 'node:fs';

/** What can be ended. */
interface Closable {
  close(): Promise<void>;
}

/** What has to be ended with the process. */
export interface Ending {
  /** Set as soon as a signal has come; what fails from then on fails because of it. */
  readonly begun: boolean;
  /** What is to be closed. */
  add(part: Closable): void;
  /** Closes it. */
  end(): Promise<void>;
}

const showCursor = '\u001B[?25h';

/** Ends the process with exit code 0 at Ctrl-C or SIGTERM, at whatever step it is; `afterwards` is called last. */
export function endOnSignal(name: string, afterwards: () => void = () => undefined): Ending {
  let open: Closable | undefined;
  let begun = false;
  const end = async () => {
    await open?.close();
    afterwards();
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
        console.error(`\n${name} did not end cleanly: ${error instanceof Error ? error.message : String(error)}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return {
    get begun() {
      return begun;
    },
    add(part) {
      open = part;
    },
    end,
  };
}

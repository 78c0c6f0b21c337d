import { FieldError } from './field-error.ts';

/** The end of the time that a request may take. */
export interface Deadline {
  /** Waits for work, or throws `ExecutionTimeout` at the end of the time; the work itself goes on unheard. */
  wait<T>(work: Promise<T>): Promise<T>;
  /** Throws `ExecutionTimeout` after the end of the time. */
  check(): void;
  /** Ends the watch; call it when the request is answered. */
  clear(): void;
}

/** Starts the clock of a request; the timer starts with the first work that is waited for. */
export function startDeadline(timeoutMs: number): Deadline {
  const end = Date.now() + timeoutMs;
  let waiting: Set<(error: FieldError) => void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  return {
    wait(work) {
      const left = end - Date.now();
      if (left <= 0) {
        work.catch(ignoreLateFailure);
        return Promise.reject(timedOut());
      }
      waiting ??= new Set();
      const own = waiting;
      timer ??= setTimeout(expire, left, own);
      return new Promise((resolve, reject) => {
        own.add(reject);
        work.then(resolve, reject).finally(() => own.delete(reject));
      });
    },
    check() {
      if (Date.now() >= end) throw timedOut();
    },
    clear() {
      clearTimeout(timer);
    },
  };
}

function expire(waiting: Set<(error: FieldError) => void>): void {
  for (const reject of waiting) reject(timedOut());
  waiting.clear();
}

// The field was already answered with the timeout; a later failure of its data source has no one left to tell.
function ignoreLateFailure(): void {}

const timedOut = () => new FieldError('Execution timed out.', 'ExecutionTimeout');

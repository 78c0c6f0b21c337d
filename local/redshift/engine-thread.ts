import { parentPort, workerData } from 'node:worker_threads';
import type { StatementResult } from './engine.ts';
import { openThreadEngine, type ThreadEngine } from './thread-engine.ts';
import type { Failure, ThreadData, ThreadReply, ThreadRequest } from './thread-messages.ts';

const { options, flags } = workerData as ThreadData;
const port = parentPort;
if (!port) throw new Error('engine-thread.ts runs as a worker thread only');
const say = (reply: ThreadReply) => port.postMessage(reply);

// An error here ends the thread, and its message reaches openEngine.
const opening = openThreadEngine(options, flags, (progress) => say({ type: 'progress', progress }));
opening.then(
  (engine) => {
    port.on('message', (request: ThreadRequest) => void obey(engine, request));
    say({ type: 'opened' });
  },
  (error: unknown) => {
    throw error;
  },
);

async function obey(engine: ThreadEngine, request: ThreadRequest): Promise<void> {
  if (request.type === 'cancel') return engine.cancel(request.slot);
  if (request.type === 'close') {
    await engine.close();
    return say({ type: 'closed' });
  }
  try {
    if (request.type === 'close-session') {
      await engine.closeSession(request.id);
      return say({ type: 'finished', slot: request.slot, result: noResult });
    }
    say({ type: 'finished', slot: request.slot, result: await engine.execute(request.slot, request.statement) });
  } catch (error) {
    say({ type: 'failed', slot: request.slot, failure: toFailure(error) });
  }
}

const noResult: StatementResult = { columns: [], rows: [], hasResultSet: false, rowCount: 0 };

function toFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: undefined };
  return { name: error.name, message: error.message, stack: error.stack };
}

import { describeExecution } from './describe-execution.ts';
import type { Operation } from './operation.ts';
import { startExecution } from './start-execution.ts';

/** Every operation that is emulated. */
export const allOperations: readonly Operation[] = [describeExecution, startExecution];

import type { FunctionError } from '../messages.ts';

/** An error that the runtime itself raises, by Lambda's own name of it. */
export class RuntimeError extends Error {
  constructor(
    override readonly name: `Runtime.${string}`,
    message: string,
  ) {
    super(message);
  }
}

/** Describes whatever was thrown, rejected or handed to a callback, as Lambda's Node.js runtime does. */
export function describeError(error: unknown): FunctionError {
  try {
    if (error instanceof Error) {
      return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] };
    }
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  } catch {
    const errorMessage = 'callback called with Error argument, but its message, name or stack could not be read';
    return { errorType: 'handled', errorMessage, trace: [] };
  }
}

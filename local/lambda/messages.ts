/** What a starting instance is told, as its `workerData`. */
export interface Initialization {
  /** Folder that stands for `/var/task`. */
  readonly taskRoot: string;
  /** `<module>.<export>`, as the template names it. */
  readonly handler: string;
  /** e.g. `nodejs22.x`. */
  readonly runtime: string;
  /** The members of the context object that all invocations share. */
  readonly context: Readonly<Record<string, string>>;
}

/** One invocation, as an instance is told of it. */
export interface Invocation {
  readonly requestId: string;
  /** The event as JSON. */
  readonly event: string;
  /** Milliseconds since 1970 at which the invocation times out. */
  readonly deadlineMs: number;
}

/** An error as Lambda's runtimes report it. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/**
 * What an instance tells: that it is ready or what a handler gave back as JSON, how either failed, that it dies of an
 * error which nothing caught, what it printed.
 */
export type InstanceMessage =
  | { readonly kind: 'done'; readonly payload: string; readonly usedBytes: number }
  | { readonly kind: 'failed'; readonly error: FunctionError; readonly usedBytes: number }
  | { readonly kind: 'crashed'; readonly error: FunctionError }
  | { readonly kind: 'printed'; readonly requestId: string; readonly text: string };

/** What a starting instance is told, as its `workerData`. */
export interface Initialization {
  /** URL of the handler's module. */
  readonly moduleUrl: string;
  /** Name of the exported function. */
  readonly exportName: string;
  /** The members of the context object that all invocations share. */
  readonly context: Readonly<Record<string, string | boolean>>;
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

/** What an instance tells: that it is ready, what a handler gave back as JSON, how either failed, what it printed. */
export type InstanceMessage =
  | { readonly kind: 'done'; readonly payload: string }
  | { readonly kind: 'failed'; readonly error: FunctionError }
  | { readonly kind: 'printed'; readonly requestId: string; readonly text: string };

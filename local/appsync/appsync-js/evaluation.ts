import type { FieldError } from '../execution/field-error.ts';

/** `ctx.info` with its two lists as functions: they are worked out only when a resolver reads them. */
export interface SelectionInfo {
  selectionSetList(): readonly string[];
  selectionSetGraphQL(): string;
}

/** Members of `ctx` that are the same for every resolver of a request, as JSON that is written when one is read. */
export interface SharedMembers {
  identity(): string;
  request(): string;
  env(): string;
}

/** One call of a handler: what it may see, and where its side effects go. */
export interface Evaluation {
  readonly handler: 'request' | 'response';
  /** The other members of `ctx` as JSON, without the outer braces and without `stash`. */
  readonly contextMembers: string;
  /** Absent when `contextMembers` has them. */
  readonly sharedMembers?: SharedMembers;
  /** `ctx.stash` as JSON. */
  readonly stash: string;
  readonly selection: SelectionInfo;
  /** What `util.authType` answers. */
  readonly authType: string;
  readonly parentTypeName: string;
  readonly fieldName: string;
  /** Takes a line that the resolver logs, as AppSync writes it: the place in the code, then the values as JSON. */
  log(level: 'INFO' | 'ERROR', message: string): void;
  /** Takes the errors of `util.appendError`. */
  appendError(error: FieldError): void;
  /** Takes the headers of `util.http.addResponseHeader`; false when there is no room for one more. */
  addResponseHeader(name: string, value: string): boolean;
}

/** What a handler returned, as plain data, and the stash it left. */
export interface Evaluated {
  readonly value: unknown;
  readonly stash: string;
  /** Set when the handler ended by `runtime.earlyReturn`. */
  readonly earlyReturn?: { readonly skipTo: 'END' | 'NEXT' };
}

/** Thrown through resolver code by `runtime.earlyReturn`; the language has no `catch` that could stop it. */
export class EarlyReturn {
  constructor(
    readonly value: unknown,
    readonly skipTo: 'END' | 'NEXT',
  ) {}
}

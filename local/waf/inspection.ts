import type { HttpRequest, HttpResponse } from '../http.ts';

/** A request as rules see it, one rule after the other. */
export interface Inspection {
  readonly request: HttpRequest;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
  /** Fully qualified labels that earlier rules put on the request. */
  readonly labels: Set<string>;
}

/** What becomes of a request; `rule` is the rule that blocked it, or `Default_Action` as WAF's own log has it. */
export type Verdict =
  | { readonly action: 'allow' }
  | { readonly action: 'block'; readonly rule: string; readonly response: HttpResponse };

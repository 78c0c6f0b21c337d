/** Longest wait in one call; the Data API allows 30 s. */
const longestWaitSeconds = 20;
/** The way there and back of a call that waits, so that it is answered before its caller's time is up. */
const wayBackMs = 500;

/** A call that begins with less time left may be cut off, and then nobody knows which statement to cancel. */
export const leastCallMs = 1_000 + wayBackMs;

/** Whether there is time for a call that waits; a deadline is in epoch milliseconds. */
export function hasTime(deadline: number): boolean {
  return deadline - Date.now() >= leastCallMs;
}

/** How long a call that begins now may wait at the service, in the whole seconds, from 1, that the Data API takes. */
export function waitSeconds(deadline: number): number {
  return Math.max(1, Math.min(longestWaitSeconds, Math.floor((deadline - Date.now() - wayBackMs) / 1000)));
}

/** Aborts a call when its caller's time is up. */
export function untilDeadline(deadline: number): { readonly abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.timeout(Math.max(1, deadline - Date.now())) };
}

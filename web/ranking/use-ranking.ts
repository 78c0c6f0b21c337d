import { useCallback, useEffect, useRef, useState } from 'react';
import { UnauthenticatedError } from '../../client/errors.ts';
import type { CustomerInput } from '../../client/generated/operations.ts';
import { createRecourse, type RequestOptions, type StrategyRanking } from '../../client/recourse.ts';
import { freshToken, SessionEndedError } from '../session/session.ts';

/** The last answer, the customer it is about, and what went wrong since. */
export interface RankingState {
  readonly pending: boolean;
  readonly answer: { readonly customer: CustomerInput; readonly ranking: StrategyRanking } | null;
  readonly error: unknown;
}

interface UseRankingOptions {
  readonly endpoint: string;
  /** Called when the API takes no token of this session any more. */
  readonly onExpire: () => void;
}

/** Ranks strategies for one customer at a time; a new question calls off the one before. */
export function useRanking({ endpoint, onExpire }: UseRankingOptions) {
  const [state, setState] = useState<RankingState>({ pending: false, answer: null, error: null });
  const inFlight = useRef<AbortController>(null);
  useEffect(() => () => inFlight.current?.abort(), []);

  const rank = useCallback(
    async (customer: CustomerInput) => {
      inFlight.current?.abort();
      const controller = new AbortController();
      inFlight.current = controller;
      setState(({ answer }) => ({ pending: true, answer, error: null }));
      try {
        const ranking = await askForRanking(endpoint, customer, { signal: controller.signal });
        setState({ pending: false, answer: { customer, ranking }, error: null });
      } catch (error) {
        if (controller.signal.aborted) return;
        if (error instanceof UnauthenticatedError || error instanceof SessionEndedError) onExpire();
        setState(({ answer }) => ({ pending: false, answer, error }));
      }
    },
    [endpoint, onExpire],
  );
  return { ...state, rank };
}

/** Asks with the session's token, and once more with a renewed one when that is refused. */
async function askForRanking(endpoint: string, customer: CustomerInput, options: RequestOptions) {
  const recourse = createRecourse({ endpoint, token: freshToken });
  try {
    return await recourse.rankStrategies(customer, options);
  } catch (error) {
    if (!(error instanceof UnauthenticatedError)) throw error;
    await freshToken({ renew: true });
    return recourse.rankStrategies(customer, options);
  }
}

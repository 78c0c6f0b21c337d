import { useCallback, useEffect, useRef, useState } from 'react';
import { UnauthenticatedError } from '../../client/errors.ts';
import type { CustomerInput } from '../../client/generated/operations.ts';
import { createRecourse, type StrategyRanking } from '../../client/recourse.ts';

/** The last answer, the customer it is about, and what went wrong since. */
export interface RankingState {
  readonly pending: boolean;
  readonly answer: { readonly customer: CustomerInput; readonly ranking: StrategyRanking } | null;
  readonly error: unknown;
}

interface UseRankingOptions {
  readonly endpoint: string;
  readonly token: string;
  /** Called when the API no longer takes the token. */
  readonly onExpire: () => void;
}

/** Ranks strategies for one customer at a time; a new question calls off the one before. */
export function useRanking({ endpoint, token, onExpire }: UseRankingOptions) {
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
        const recourse = createRecourse({ endpoint, token });
        const ranking = await recourse.rankStrategies(customer, { signal: controller.signal });
        setState({ pending: false, answer: { customer, ranking }, error: null });
      } catch (error) {
        if (controller.signal.aborted) return;
        if (error instanceof UnauthenticatedError) onExpire();
        setState(({ answer }) => ({ pending: false, answer, error }));
      }
    },
    [endpoint, token, onExpire],
  );
  return { ...state, rank };
}

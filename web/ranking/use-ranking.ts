import { useCallback, useEffect, useRef, useState } from 'react';
import type { CustomerInput } from '../../client/generated/operations.ts';
import type { StrategyRanking } from '../../client/recourse.ts';
import { askWithSession, isSessionEnd } from '../session/ask-with-session.ts';

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
        const ranking = await askWithSession(endpoint, (recourse) =>
          recourse.rankStrategies(customer, { signal: controller.signal }),
        );
        setState({ pending: false, answer: { customer, ranking }, error: null });
      } catch (error) {
        if (controller.signal.aborted) return;
        if (isSessionEnd(error)) onExpire();
        setState(({ answer }) => ({ pending: false, answer, error }));
      }
    },
    [endpoint, onExpire],
  );
  return { ...state, rank };
}

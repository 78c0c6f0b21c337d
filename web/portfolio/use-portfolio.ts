import { useCallback, useEffect, useRef, useState } from 'react';
import { askWithSession, isSessionEnd } from '../session/ask-with-session.ts';
import { type Answers, rankInChunks } from './rank-in-chunks.ts';
import { type Portfolio, readPortfolio } from './read-portfolio.ts';

/** The portfolio that is open, what the API has said of it so far, and what went wrong. */
export interface PortfolioState {
  /** How many CSVs have been opened, to tell one from the next. */
  readonly opened: number;
  readonly portfolio: Portfolio | null;
  /** Why the last CSV cannot be read; null when it was. */
  readonly problem: string | null;
  readonly answers: Answers;
  readonly ranking: boolean;
  /** Why the ranking ended before its time; null when it did not or the user stopped it. */
  readonly failure: unknown;
}

/** Opens a CSV under a name, in place of the one before; that stays when the new one cannot be read. */
export type OpenCsv = (name: string, text: string | Promise<string>) => Promise<void>;

const nothing: Omit<PortfolioState, 'opened'> = {
  portfolio: null,
  problem: null,
  answers: new Map(),
  ranking: false,
  failure: null,
};

interface UsePortfolioOptions {
  readonly endpoint: string;
  /** Called when the API takes no token of this session any more. */
  readonly onExpire: () => void;
}

/** Reads a CSV of customers and ranks those that are not ranked yet, until all are or the user stops it. */
export function usePortfolio({ endpoint, onExpire }: UsePortfolioOptions) {
  const [state, setState] = useState<PortfolioState>({ ...nothing, opened: 0 });
  const running = useRef<AbortController>(null);
  const stop = useCallback(() => {
    running.current?.abort();
    setState((last) => ({ ...last, ranking: false }));
  }, []);
  useEffect(() => () => running.current?.abort(), []);

  const open: OpenCsv = useCallback(async (name, text) => {
    try {
      const portfolio = readPortfolio(name, await text);
      running.current?.abort();
      setState(({ opened }) => ({ ...nothing, portfolio, opened: opened + 1 }));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      setState((last) => ({ ...last, problem: `${name} cannot be read. ${reason}` }));
    }
  }, []);
  const close = useCallback(() => {
    running.current?.abort();
    setState((last) => ({ ...last, ...nothing }));
  }, []);

  const { portfolio, answers } = state;
  const rank = useCallback(async () => {
    if (!portfolio) return;
    const controller = new AbortController();
    const { signal } = controller;
    running.current = controller;
    setState((last) => ({ ...last, ranking: true, failure: null }));
    const ended = (failure: unknown) => {
      if (!signal.aborted) setState((last) => ({ ...last, ranking: false, failure }));
    };
    try {
      await rankInChunks(
        portfolio.rows.filter(({ line }) => !answers.has(line)),
        (customers) => askWithSession(endpoint, (recourse) => recourse.rankCustomers(customers, { signal })),
        (more) => {
          signal.throwIfAborted();
          setState((last) => ({ ...last, answers: new Map([...last.answers, ...more]) }));
        },
      );
      ended(null);
    } catch (error) {
      const isOver = isSessionEnd(error);
      if (isOver && !signal.aborted) onExpire();
      ended(isOver ? null : error);
    }
  }, [portfolio, answers, endpoint, onExpire]);
  return { ...state, open, close, rank, stop };
}

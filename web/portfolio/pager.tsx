import { countText } from './count-text.ts';

interface PagerProps {
  /** Index of the first row on the page. */
  readonly first: number;
  /** Rows on a page. */
  readonly count: number;
  readonly total: number;
  /** Called with 1 for the next page and -1 for the one before. */
  readonly onTurn: (by: number) => void;
}

/** Which of the rows are on the page, and the ways to the others. */
export function Pager({ first, count, total, onTurn }: PagerProps) {
  const last = Math.min(first + count, total);
  const hasPrevious = first > 0;
  const hasNext = last < total;
  return (
    <nav className="pager" aria-label="Pages of the table">
      <p role="status">
        {total === 0 ? 'No rows' : `Rows ${countText(first + 1)} to ${countText(last)} of ${countText(total)}`}
      </p>
      <TurnButton text="Previous" enabled={hasPrevious} onTurn={() => onTurn(-1)} />
      <TurnButton text="Next" enabled={hasNext} onTurn={() => onTurn(1)} />
    </nav>
  );
}

interface TurnButtonProps {
  readonly text: string;
  readonly enabled: boolean;
  readonly onTurn: () => void;
}

/** Keeps the focus when there is no page to turn to. */
function TurnButton({ text, enabled, onTurn }: TurnButtonProps) {
  return (
    <button
      className="button button--small"
      type="button"
      aria-disabled={!enabled}
      onClick={enabled ? onTurn : undefined}
    >
      {text}
    </button>
  );
}

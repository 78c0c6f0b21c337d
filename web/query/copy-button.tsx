import { type RefObject, useState } from 'react';

interface CopyButtonProps {
  /** What is copied, for the button's name. */
  readonly subject: string;
  /** Element whose text is copied. */
  readonly source: RefObject<HTMLElement | null>;
}

/** Copies an element's text; where the browser keeps the clipboard shut (plain HTTP), selects it instead. */
export function CopyButton({ subject, source }: CopyButtonProps) {
  const [done, setDone] = useState<string | null>(null);

  async function copy() {
    if (!source.current) return;
    const text = source.current.textContent ?? '';
    const copied = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    if (!copied) getSelection()?.selectAllChildren(source.current);
    setDone(copied ? 'Copied' : 'Selected, copy it with Ctrl+C');
    setTimeout(() => setDone(null), 2000);
  }

  return (
    <button className="button button--small" type="button" onClick={copy}>
      <span aria-live="polite">{done ?? 'Copy'}</span>
      <span className="visually-hidden"> {subject}</span>
    </button>
  );
}

import { useRef } from 'react';
import { CopyButton } from './copy-button.tsx';

/** A piece of code with its title and a button that copies it. */
export function CodeBlock({ title, code }: { readonly title: string; readonly code: string }) {
  const source = useRef<HTMLPreElement>(null);
  return (
    <div className="code">
      <header>
        <h3>{title}</h3>
        <CopyButton subject={title.toLowerCase()} source={source} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="code__text" tabIndex={0} aria-label={title}>
        <pre ref={source}>{code}</pre>
      </section>
    </div>
  );
}

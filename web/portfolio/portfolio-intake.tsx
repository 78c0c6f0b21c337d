import { type ChangeEvent, type ClipboardEvent, type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { customerFields } from '../../client/domain.ts';
import { exampleCsv } from './example-csv.ts';
import { fileText } from './file-text.ts';
import type { OpenCsv } from './use-portfolio.ts';

interface PortfolioIntakeProps {
  /** Why the last CSV cannot be read. */
  readonly problem: string | null;
  readonly onOpen: OpenCsv;
}

const pastedName = 'Pasted rows';
const fields = Object.values(customerFields);
const columnsOf = (required: boolean) =>
  fields.flatMap((field) => (field.required === required ? [field.column] : [])).join(', ');

/** Takes a CSV of customers: chosen, dropped, pasted or typed. */
export function PortfolioIntake({ problem, onOpen }: PortfolioIntakeProps) {
  const [text, setText] = useState('');
  const id = useId();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);

  function choose({ target }: ChangeEvent<HTMLInputElement>) {
    const file = target.files?.[0];
    if (file) onOpen(file.name, fileText(file));
    // The same file can be chosen again once it is mended.
    target.value = '';
  }

  function paste(event: ClipboardEvent) {
    const pasted = event.clipboardData.getData('text');
    // Thousands of rows are slow in a text field, and need not be in one.
    if (text !== '' || !pasted.trim().includes('\n')) return;
    event.preventDefault();
    onOpen(pastedName, pasted);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    onOpen(pastedName, text);
  }

  return (
    <form className="intake card" onSubmit={submit} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} ref={title} tabIndex={-1}>
        Customers as a CSV
      </h2>
      <p className="intake__problem" role="alert">
        {problem}
      </p>
      <div className="intake__file">
        <label className="button">
          <input className="visually-hidden" type="file" accept=".csv,.tsv,.txt,text/csv" onChange={choose} />
          Choose a CSV
        </label>
        <p>or drop it anywhere on this page.</p>
      </div>
      <div className="field">
        <label htmlFor={id}>Paste rows, the header first</label>
        <textarea
          id={id}
          rows={6}
          value={text}
          spellCheck={false}
          autoComplete="off"
          aria-describedby={`${id}-note`}
          onPaste={paste}
          onChange={({ target }) => setText(target.value)}
        />
      </div>
      <div className="intake__actions">
        <button className={text ? 'button' : 'button button--quiet'} type="submit">
          Read the rows
        </button>
        <button className="button button--quiet" type="button" onClick={() => setText(exampleCsv)}>
          Use example
        </button>
      </div>
      <p id={`${id}-note`} className="intake__note">
        Columns, in any order: {columnsOf(true)}; {columnsOf(false)} may be left out. A rate of 7 % is 0.07 as
        interest_rate and 7 as loan_interest_rate. The customers’ numbers stay in this browser.
      </p>
    </form>
  );
}

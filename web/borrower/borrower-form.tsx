import { type FormEvent, useEffect, useRef } from 'react';
import { exampleCustomer } from '../../client/example-customer.ts';
import { type Draft, draftOf, type FieldErrors } from './draft.ts';
import { Field } from './field.tsx';
import { fieldGroups } from './fields.ts';
import './borrower-form.css';

interface BorrowerFormProps {
  readonly draft: Draft;
  readonly errors: FieldErrors;
  readonly pending: boolean;
  readonly onDraft: (draft: Draft) => void;
  readonly onSubmit: () => void;
}

/** The borrower and the loan, as inputs derived from the contract. */
export function BorrowerForm({ draft, errors, pending, onDraft, onSubmit }: BorrowerFormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (Object.keys(errors).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);

  function submit(event: FormEvent) {
    event.preventDefault();
    onSubmit();
  }

  return (
    // Every rule is the API's: it names all that are broken, where a browser would stop at the first.
    <form ref={form} className="borrower card" onSubmit={submit} noValidate aria-label="Borrower">
      {fieldGroups.map(({ title, fields }) => (
        <fieldset key={title}>
          <legend>{title}</legend>
          <div className="borrower__fields">
            {fields.map((name) => (
              <Field
                key={name}
                name={name}
                value={draft[name]}
                error={errors[name]}
                onChange={(field, value) => onDraft({ ...draft, [field]: value })}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <p className="borrower__alert" role="alert">
        {Object.keys(errors).length > 0 && 'The marked answers need a second look.'}
      </p>
      <div className="borrower__actions">
        <button className="button" type="submit" aria-disabled={pending}>
          {pending ? 'Ranking…' : 'Rank strategies'}
        </button>
        <button className="button button--quiet" type="button" onClick={() => onDraft(draftOf(exampleCustomer))}>
          Use example
        </button>
      </div>
    </form>
  );
}

import { useState } from 'react';
import { exampleCustomer } from '../../client/example-customer.ts';
import { type Draft, draftOf } from './draft.ts';

const key = 'recourse.draft';

/** The form's inputs, filled in with the example at first and kept for as long as the tab lives. */
export function useDraft(): readonly [Draft, (draft: Draft) => void] {
  const [draft, setDraft] = useState<Draft>(() => {
    const kept = sessionStorage.getItem(key);
    return kept ? JSON.parse(kept) : draftOf(exampleCustomer);
  });
  const keepDraft = (next: Draft) => {
    sessionStorage.setItem(key, JSON.stringify(next));
    setDraft(next);
  };
  return [draft, keepDraft];
}

import { type FormEvent, type ReactNode, useState } from 'react';
import type { SignInResult } from './sign-in.ts';

interface SignInFormProps {
  readonly title: string;
  /** Said above the fields as long as nothing has failed. */
  readonly hint: string;
  readonly button: { readonly idle: string; readonly pending: string };
  readonly children: ReactNode;
  readonly onSubmit: (value: (name: string) => string) => Promise<SignInResult>;
  readonly onResult: (result: SignInResult) => void;
}

/** One step of the sign-in: its fields, its button, and what went wrong. */
export function SignInForm({ title, hint, button, children, onSubmit, onResult }: SignInFormProps) {
  const [failure, setFailure] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const entries = new FormData(event.currentTarget);
    setPending(true);
    setFailure(null);
    try {
      onResult(await onSubmit((name) => String(entries.get(name))));
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      setPending(false);
    }
  }

  return (
    <form className="card sign-in__form" onSubmit={submit} aria-busy={pending}>
      <h2>{title}</h2>
      <p className={failure ? 'sign-in__notice sign-in__notice--failure' : 'sign-in__notice'} role="status">
        {failure ?? hint}
      </p>
      {children}
      <button className="button" type="submit" disabled={pending}>
        {pending ? button.pending : button.idle}
      </button>
    </form>
  );
}

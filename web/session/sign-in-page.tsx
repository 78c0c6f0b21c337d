import { type FormEvent, useState } from 'react';
import type { WebConfig } from '../config.ts';
import { CredentialField } from './credential-field.tsx';
import type { Session } from './session.ts';
import { signIn } from './sign-in.ts';
import './sign-in-page.css';

interface SignInPageProps {
  readonly config: WebConfig;
  readonly notice: string | null;
  readonly onSignIn: (session: Session) => void;
}

/** The first page: what Recourse does, and the form that lets a user in. */
export function SignInPage({ config, notice, onSignIn }: SignInPageProps) {
  const [failure, setFailure] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const entries = new FormData(event.currentTarget);
    setPending(true);
    setFailure(null);
    try {
      onSignIn(await signIn(config, String(entries.get('username')), String(entries.get('password'))));
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      setPending(false);
    }
  }

  return (
    <main className="sign-in">
      <div className="sign-in__intro">
        <p className="wordmark">Recourse</p>
        <h1>Which remediation strategy will help this borrower?</h1>
        <p className="sign-in__lead">
          Six strategies, ranked by the probability that they bring the loan back on track, with a plain word on how far
          the model can be trusted.
        </p>
      </div>
      <form className="card sign-in__form" onSubmit={submit} aria-busy={pending}>
        <h2>Sign in</h2>
        <p className={failure ? 'sign-in__notice sign-in__notice--failure' : 'sign-in__notice'} role="status">
          {failure ?? notice ?? (config.demo ? 'The local demo user is filled in.' : '')}
        </p>
        <CredentialField label="User name" name="username" type="text" value={config.demo?.username} autoFocus />
        <CredentialField label="Password" name="password" type="password" value={config.demo?.password} />
        <button className="button" type="submit" disabled={pending}>
          {pending ? 'Signing in…' : 'Sign in'}
        </button>
      </form>
    </main>
  );
}

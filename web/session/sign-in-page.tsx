import { useState } from 'react';
import { siteName, type WebConfig } from '../config.ts';
import { CredentialField } from './credential-field.tsx';
import { NewPasswordForm } from './new-password-form.tsx';
import type { Session } from './session.ts';
import { type NewPasswordRequired, type SignInResult, signIn } from './sign-in.ts';
import { SignInForm } from './sign-in-form.tsx';
import './sign-in-page.css';

interface SignInPageProps {
  readonly config: WebConfig;
  readonly notice: string | null;
  /** What the page behind the sign-in is for. */
  readonly title: string;
  readonly lead: string;
  readonly onSignIn: (session: Session) => void;
}

/** The first page: what there is to see, and the form that lets a user in. */
export function SignInPage({ config, notice, title, lead, onSignIn }: SignInPageProps) {
  const { demo } = config;
  const [newPassword, setNewPassword] = useState<NewPasswordRequired | null>(null);

  function accept(result: SignInResult) {
    if ('session' in result) onSignIn(result.session);
    else setNewPassword(result.newPassword);
  }

  return (
    <main className="sign-in">
      <div className="sign-in__intro">
        <p className="wordmark">{siteName(config)}</p>
        <h1>{title}</h1>
        <p className="sign-in__lead">{lead}</p>
      </div>
      {newPassword ? (
        <NewPasswordForm required={newPassword} onResult={accept} />
      ) : (
        <SignInForm
          title="Sign in"
          hint={notice ?? (demo ? 'The local demo user is filled in.' : '')}
          button={{ idle: 'Sign in', pending: 'Signing in…' }}
          onSubmit={(value) => signIn(config, value('username'), value('password'))}
          onResult={accept}
        >
          <CredentialField
            label="User name"
            name="username"
            type="text"
            autoComplete="username"
            value={demo?.username}
            autoFocus
          />
          <CredentialField
            label="Password"
            name="password"
            type="password"
            autoComplete="current-password"
            value={demo?.password}
          />
        </SignInForm>
      )}
    </main>
  );
}

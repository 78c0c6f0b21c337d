import { useId } from 'react';

interface CredentialFieldProps {
  readonly label: string;
  readonly name: string;
  readonly type: 'text' | 'password';
  readonly autoComplete: 'username' | 'current-password' | 'new-password' | 'on';
  readonly value?: string | undefined;
  readonly autoFocus?: boolean;
}

/** One input of the sign-in, filled in with the demo user's value where there is one. */
export function CredentialField({ label, value, autoFocus = false, ...input }: CredentialFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        {...input}
        defaultValue={value ?? ''}
        autoCapitalize="none"
        spellCheck={false}
        required
        // biome-ignore lint/a11y/noAutofocus: the page holds nothing but this form
        autoFocus={autoFocus}
      />
    </div>
  );
}

import { useId } from 'react';

interface CredentialFieldProps {
  readonly label: string;
  readonly name: 'username' | 'password';
  readonly type: 'text' | 'password';
  readonly value: string | undefined;
  readonly autoFocus?: boolean;
}

/** One input of the sign-in form, filled in with the demo user's value where there is one. */
export function CredentialField({ label, name, type, value, autoFocus = false }: CredentialFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        type={type}
        defaultValue={value ?? ''}
        autoComplete={name === 'username' ? 'username' : 'current-password'}
        autoCapitalize="none"
        spellCheck={false}
        required
        // biome-ignore lint/a11y/noAutofocus: the page holds nothing but this form
        autoFocus={autoFocus}
      />
    </div>
  );
}

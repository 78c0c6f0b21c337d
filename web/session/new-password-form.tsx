import { CredentialField } from './credential-field.tsx';
import { chooseNewPassword, type NewPasswordRequired, type SignInResult } from './sign-in.ts';
import { SignInForm } from './sign-in-form.tsx';

interface NewPasswordFormProps {
  readonly required: NewPasswordRequired;
  readonly onResult: (result: SignInResult) => void;
}

/** The step after a temporary password: a new one, and the attributes that the pool requires and the user lacks. */
export function NewPasswordForm({ required: { missingAttributes }, onResult }: NewPasswordFormProps) {
  return (
    <SignInForm
      title="Choose a new password"
      hint="The one that you signed in with was temporary."
      button={{ idle: 'Set password', pending: 'Setting password…' }}
      onSubmit={(value) =>
        chooseNewPassword(value('password'), Object.fromEntries(missingAttributes.map((name) => [name, value(name)])))
      }
      onResult={onResult}
    >
      <CredentialField label="New password" name="password" type="password" autoComplete="new-password" autoFocus />
      {missingAttributes.map((name) => (
        <CredentialField key={name} label={nameOf(name)} name={name} type="text" autoComplete="on" />
      ))}
    </SignInForm>
  );
}

/** `phone_number` as a person reads it: Phone number. */
function nameOf(attribute: string): string {
  const words = attribute.replace('custom:', '').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

import { useId } from 'react';
import { customerFields } from '../../client/domain.ts';
import { choicesOf, type FieldName, labelOf, limitsText } from './fields.ts';

interface FieldProps {
  readonly name: FieldName;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (name: FieldName, value: string) => void;
}

/** One input of the borrower with its label, and below it the range or what is wrong. */
export function Field({ name, value, error, onChange }: FieldProps) {
  const id = useId();
  const { type, required } = customerFields[name];
  const choices = choicesOf(name);
  const control = {
    id,
    name,
    value,
    required,
    'aria-invalid': error !== undefined,
    'aria-describedby': `${id}-note`,
    onChange: ({ target }: { readonly target: { readonly value: string } }) => onChange(name, target.value),
  };
  return (
    <div className="field">
      <label htmlFor={id}>{labelOf(name)}</label>
      {choices ? (
        <select {...control}>
          {choices.map(([choice, text]) => (
            <option key={choice} value={choice}>
              {text}
            </option>
          ))}
        </select>
      ) : (
        <input {...control} type="text" inputMode={inputModes[type] ?? 'text'} autoComplete="off" />
      )}
      <p id={`${id}-note`} className={error ? 'field__note field__note--error' : 'field__note'}>
        {error ?? limitsText(name) ?? (required ? null : 'Optional')}
      </p>
    </div>
  );
}

const inputModes: Readonly<Record<string, 'numeric' | 'decimal'>> = { Int: 'numeric', Float: 'decimal' };

import { InvalidArgumentError } from 'commander';

/** Reads an option that must say something: an unset variable of a shell would mean another folder, or every address. */
export function filled(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('It is empty.');
}

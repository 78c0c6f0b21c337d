import type { Fields } from './fields.ts';

const mostLetters = 80;

/**
 * Looks at the names of states, which are unique in the whole machine, states within states among them.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html
 */
export interface NameCheck {
  /** What is wrong with the name of a state; the same name is no longer free. */
  problemOf(name: string, fields: Fields): string | undefined;
}

/** Begins with every name free. */
export function createNameCheck(): NameCheck {
  const taken = new Set<string>();
  return {
    problemOf(name, { where }) {
      if (taken.has(name)) return `${where}: Duplicate State name: ${name}`;
      taken.add(name);
      return name.length > mostLetters ? `${where}: a state's name has at most ${mostLetters} characters` : undefined;
    },
  };
}

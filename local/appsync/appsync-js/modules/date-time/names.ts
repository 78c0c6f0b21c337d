/** The months, from January. */
export const months: readonly string[] =
  'January February March April May June July August September October November December'.split(' ');

/** The days of the week, from Sunday. */
export const weekdays: readonly string[] = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** A name as so many pattern letters write it: short, full or its first letter. */
export function nameOf(names: readonly string[], index: number, letters: number): string {
  const name = names[index] ?? '';
  if (letters === 4) return name;
  return name.slice(0, letters === 5 ? 1 : 3);
}

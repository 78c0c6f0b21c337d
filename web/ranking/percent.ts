/** A probability (0 to 1) as a person reads it, such as "62.4 %", with a space that does not break. */
export const percent = (probability: number): string => `${(100 * probability).toFixed(1)}\u00a0%`;

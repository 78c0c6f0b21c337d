const format = new Intl.NumberFormat('en', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A probability (0 to 1) as a person reads it, such as "62.4%". */
export const percent = (probability: number): string => format.format(probability);

/** A count as people read it, such as 3,409. */
export const countText = (count: number): string => count.toLocaleString('en');

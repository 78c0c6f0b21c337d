import { createHash } from 'node:crypto';

/** Letters and digits that ids of AWS are made of. */
export const alphabets = {
  lower: 'abcdefghijklmnopqrstuvwxyz0123456789',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  mixed: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  hexadecimal: '0123456789abcdef',
} as const;

/** An id that looks random but is always the same for one thing of one installation; at most 32 characters. */
export function identifier(
  { installationId }: { readonly installationId: string },
  thing: string,
  length: number,
  alphabet: keyof typeof alphabets,
): string {
  const letters = alphabets[alphabet];
  const digest = createHash('sha256').update(`${installationId}\n${thing}`).digest();
  return Array.from(digest.subarray(0, length), (byte) => letters[byte % letters.length]).join('');
}

/** A UUID of version 4 in form, always the same for one thing of one installation. */
export function uuid(installation: { readonly installationId: string }, thing: string): string {
  const digits = identifier(installation, thing, 32, 'hexadecimal');
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5');
}

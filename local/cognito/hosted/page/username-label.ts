import type { UserPool } from '../../pools/user-pool.ts';

/** What the pool's users call the name that they sign in by. */
export function usernameLabel({ usernameAttributes, aliasAttributes }: UserPool): string {
  const names = new Map([
    ['email', 'Email'],
    ['phone_number', 'Phone number'],
  ]);
  const own = usernameAttributes.length > 0 ? [] : ['Username'];
  const labels = [...own, ...[...usernameAttributes, ...aliasAttributes].flatMap((name) => names.get(name) ?? [])];
  return labels.map((label, index) => (index === 0 ? label : label.toLowerCase())).join(' or ');
}

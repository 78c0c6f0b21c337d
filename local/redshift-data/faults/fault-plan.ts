/** What can go wrong, with what each does in a few words. */
export const faultNames = {
  warm: 'a statement takes 400 ms more, +- 20 %, and an API call 15 ms',
  waking: 'the first statement of an idle workgroup takes 12 s more; so does who comes while it wakes',
  quotas: 'the account quotas of requests per second; beyond them ThrottlingException',
  fail: 'statements fail',
  abort: 'statements end as ABORTED',
  hang: 'statements end only when they are cancelled, or by statement_timeout',
  drop: 'connections are closed without a reply, before or after the request was carried out',
  error: 'requests are answered 500, InternalServerException',
} as const;

/** One of the faults. */
export type FaultName = keyof typeof faultNames;

/** How often a fault strikes: with a probability, 0-1, or the next so many times. */
export type Strike = { readonly share: number } | { readonly times: number };

/** The faults that are on. */
export type FaultPlan = ReadonlyMap<FaultName, Strike>;

/** These describe how the cloud is, not what happens to it now and then. */
const conditions: ReadonlySet<FaultName> = new Set(['warm', 'waking', 'quotas']);

/**
 * Reads a list such as `warm,quotas,fail=0.1,drop=2x`: one in ten statements fails, the next two connections drop.
 * A fault without a number always strikes.
 *
 * @throws Error naming what it cannot read, with the faults that there are.
 */
export function readFaultPlan(text: string): FaultPlan {
  const items = text.split(',').map((item) => item.trim());
  return new Map(items.filter((item) => item !== '').map(readFault));
}

function readFault(item: string): [FaultName, Strike] {
  const [name = '', amount, ...rest] = item.split('=').map((part) => part.trim());
  if (!isFaultName(name))
    throw new Error(`There is no fault "${name}"; there are ${Object.keys(faultNames).join(', ')}`);
  if (amount === undefined) return [name, { share: 1 }];
  if (conditions.has(name)) throw new Error(`"${item}": ${name} takes no number`);
  const strike = rest.length === 0 ? readStrike(amount) : undefined;
  if (!strike) throw new Error(`"${item}": a fault takes a probability such as 0.1, or a count such as 2x`);
  return [name, strike];
}

function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(faultNames, name);
}

function readStrike(amount: string): Strike | undefined {
  if (/^\d{1,9}x$/.test(amount)) return { times: Number(amount.slice(0, -1)) };
  return /^(0|1|0?\.\d+)$/.test(amount) ? { share: Number(amount) } : undefined;
}

/** The list that `readFaultPlan` reads. */
export function printFaultPlan(plan: FaultPlan): string {
  return [...plan].map(([name, strike]) => `${name}${printStrike(strike)}`).join(',');
}

function printStrike(strike: Strike): string {
  if ('times' in strike) return `=${strike.times}x`;
  return strike.share === 1 ? '' : `=${strike.share}`;
}

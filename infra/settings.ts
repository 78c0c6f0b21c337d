/** What a deployment may choose. */
export interface Settings {
  /** Ends every resource name; lower-case letters and digits, at most 10. Introspection and password sign-in are for `dev` alone. @default 'dev' */
  readonly stage: string;
  /** AWS Region of the stack. @default 'us-east-1' */
  readonly region: string;
  /** Database in the Redshift Serverless namespace. @default 'recourse' */
  readonly database: string;
  /** Schema that holds the tables and the models. @default 'recourse' */
  readonly schema: string;
  /** Capacity of the workgroup in RPU: 4, or a multiple of 8 up to 512. @default 8 */
  readonly baseCapacity: number;
  /** First day that training does not see; cases from it on are the evaluation's. @default '2023-01-31' */
  readonly cutOff: string;
  /**
   * Requests that the firewall lets one IP address, and one token from any address, make in five minutes, 10 to
   * 2,000,000,000. @default 2000
   */
  readonly rateLimit: number;
  /** Key of the loan history in the data bucket. @default 'data/loan_history.csv' */
  readonly dataKey: string;
}

/** The settings of a deployment that chooses nothing. */
export const defaultSettings: Settings = Object.freeze({
  stage: 'dev',
  region: 'us-east-1',
  database: 'recourse',
  schema: 'recourse',
  baseCapacity: 8,
  cutOff: '2023-01-31',
  rateLimit: 2000,
  dataKey: 'data/loan_history.csv',
});

/** A name that Redshift takes without quotes. */
const identifier = /^[a-z_][a-z0-9_]{0,63}$/;

const rules: {
  readonly [Name in keyof Settings]: readonly [isValid: (value: Settings[Name]) => boolean, rule: string];
} = {
  stage: [(stage) => /^[a-z][a-z0-9]{0,9}$/.test(stage), 'lower-case letters and digits, at most 10'],
  region: [(region) => /^[a-z]{2}(-[a-z]+)+-\d$/.test(region), 'an AWS Region such as us-east-1'],
  database: [(name) => identifier.test(name), 'a lower-case SQL identifier'],
  schema: [(name) => identifier.test(name), 'a lower-case SQL identifier'],
  baseCapacity: [isCapacity, '4, or a multiple of 8 up to 512'],
  cutOff: [isDate, 'a date such as 2023-01-31'],
  rateLimit: [(limit) => isWholeNumber(limit, 10, 2_000_000_000), 'a whole number from 10 to 2000000000'],
  dataKey: [(key) => /^[A-Za-z0-9_][A-Za-z0-9_./-]{0,126}$/.test(key), 'an S3 key of letters, digits and _ . / -'],
};

/**
 * Fills in the defaults.
 *
 * @throws Error naming every setting that breaks its rule.
 */
export function validSettings(chosen: Partial<Settings> = {}): Settings {
  const settings = { ...defaultSettings, ...chosen };
  const names = Object.keys(rules) as (keyof Settings)[];
  const broken = names.flatMap((name) => brokenRule(name, settings));
  if (broken.length > 0) throw new Error(`Settings are not valid: ${broken.join('; ')}`);
  return Object.freeze(settings);
}

function brokenRule<Name extends keyof Settings>(name: Name, settings: Settings): string[] {
  const [isValid, rule] = rules[name];
  const value = settings[name];
  return isValid(value) ? [] : [`${name} is ${JSON.stringify(value)}, not ${rule}`];
}

function isCapacity(capacity: number): boolean {
  return capacity === 4 || (capacity % 8 === 0 && isWholeNumber(capacity, 8, 512));
}

function isWholeNumber(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

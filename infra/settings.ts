import { z } from 'zod';
import { prices } from './prices.ts';

/** What people read of a setting: docs/settings.md is made of it. */
export interface SettingDescription {
  /** What it decides, with its unit. */
  readonly purpose: string;
  /** What a value must be. */
  readonly rule: string;
  /** The default in words, where it follows from another setting or is that there is none. */
  readonly otherwise?: string;
  /** Environment variable whose value is the default. */
  readonly environmentName?: string;
}

const descriptions = z.registry<SettingDescription>();

/** A name that Redshift takes without quotes. */
const identifier = z.string().regex(/^[a-z_][a-z0-9_]{0,63}$/);
const identifierRule = 'a lower-case SQL identifier';
/** The database's name, which CloudFormation wants to begin with a letter. */
const databaseName = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/);
/** A name of namespaces and workgroups. */
const serverlessName = z.string().regex(/^[a-z0-9-]{3,64}$/);
const serverlessNameRule = '3 to 64 lower-case letters, digits and hyphens';
const capacity = z.coerce.number().refine(isCapacity);
const capacityRule = '4, or a multiple of 8 up to 512';
/** The other tables of `sql/`. */
const takenTables = ['model_registry', 'strategies'];

const schema = z.object({
  stage: z
    .string()
    .regex(/^[a-z][a-z0-9]{0,9}$/)
    .default('dev')
    .register(descriptions, {
      purpose:
        'Ends every resource name, so every deployment of an account has another, in whatever Region. Introspection and ' +
        'sign-in by bare password are for `dev` alone.',
      rule: 'a lower-case letter, then lower-case letters and digits, at most 10 in all',
    }),
  region: z
    .string()
    .regex(/^(?!cn-|us-gov-|us-iso)[a-z]{2}(-[a-z]+)+-\d$/)
    .default('us-east-1')
    .register(descriptions, {
      purpose: 'AWS Region of the stack.',
      rule: 'an AWS Region such as us-east-1, neither of China nor of GovCloud',
    }),
  zones: z
    .string()
    .regex(/^[a-z](,[a-z]){2}$/)
    .optional()
    .register(descriptions, {
      purpose:
        'Letters of the three Availability Zones of the warehouse’s subnets, for where Redshift Serverless is not in all.',
      rule: 'three letters such as a,b,d',
      otherwise: 'the first three that the account sees',
    }),
  namespace: serverlessName.optional().register(descriptions, {
    purpose: 'Redshift Serverless namespace.',
    rule: serverlessNameRule,
    otherwise: '`recourse-<stage>`',
    environmentName: 'REDSHIFT_SERVERLESS_NAMESPACE',
  }),
  workgroup: serverlessName.optional().register(descriptions, {
    purpose: 'Redshift Serverless workgroup.',
    rule: serverlessNameRule,
    otherwise: '`recourse-<stage>`',
    environmentName: 'REDSHIFT_SERVERLESS_WORKGROUP',
  }),
  database: databaseName.default('recourse').register(descriptions, {
    purpose: 'Database in the namespace.',
    rule: `${identifierRule} that begins with a letter`,
    environmentName: 'REDSHIFT_DB_NAME',
  }),
  schema: identifier
    .default('recourse')
    .register(descriptions, { purpose: 'Schema that holds the tables and the models.', rule: identifierRule }),
  table: identifier
    .refine((name) => !takenTables.includes(name))
    .default('loan_history')
    .register(descriptions, {
      purpose: 'Table that holds the loan history.',
      rule: `${identifierRule} other than ${takenTables.join(' and ')}`,
      environmentName: 'REDSHIFT_TABLE_NAME',
    }),
  baseCapacity: capacity
    .default(8)
    .register(descriptions, { purpose: 'Capacity of the idle workgroup in RPU.', rule: capacityRule }),
  maxCapacity: capacity.default(64).register(descriptions, {
    purpose: 'Capacity in RPU that the workgroup may grow to; at least `baseCapacity`.',
    rule: capacityRule,
  }),
  dailyRpuHours: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(60)
    .register(descriptions, {
      purpose:
        'RPU-hours a day after which Redshift refuses queries until the next day (UTC), so that no mistake costs more. ' +
        'A warehouse of 8 RPU that never rests uses 192, a training of 90 minutes there 12.',
      rule: 'a whole number from 1 to 1000000',
    }),
  dataPath: z.string().min(1).default('data/sample.csv').register(descriptions, {
    purpose: 'CSV file with the loan history that is uploaded with the stack.',
    rule: 'a path, from the repository on',
  }),
  dataKey: z
    .string()
    .regex(/^[A-Za-z0-9_][A-Za-z0-9_./-]{0,126}$/)
    .default('data/loan_history.csv')
    .register(descriptions, {
      purpose: 'Key of the loan history in the data bucket.',
      rule: 'an S3 key of letters, digits and _ . / -, at most 127',
    }),
  cutOff: z.string().refine(isDate).default('2023-01-31').register(descriptions, {
    purpose: 'First day that training does not see; cases from it on are the evaluation’s.',
    rule: 'a date such as 2023-01-31',
  }),
  retrainSchedule: z
    .string()
    .regex(/^(rate|cron)\(.+\)$/)
    .optional()
    .register(descriptions, {
      purpose: `When to train anew, in UTC. One run with AUTO costs up to $${prices.autoTraining.usd} in SageMaker.`,
      rule: 'an EventBridge Scheduler expression such as rate(30 days) or cron(0 3 1 * ? *)',
      otherwise: 'off',
    }),
  rateLimit: z.coerce.number().int().min(10).max(2_000_000_000).default(2000).register(descriptions, {
    purpose:
      'Requests that the firewall lets one token make in five minutes, from any address; one IP address may make five times as many.',
    rule: 'a whole number from 10 to 2000000000',
  }),
  appUrl: z
    .url({ protocol: /^https?$/ })
    .refine((url) => url.startsWith('https://') || new URL(url).hostname === 'localhost')
    .default('http://localhost:4000/')
    .register(descriptions, {
      purpose: 'Page that the hosted sign-in page sends people back to.',
      rule: 'an https URL, or an http URL of localhost',
    }),
  reservedConcurrency: z.coerce.number().int().min(1).max(1000).optional().register(descriptions, {
    purpose: 'Executions kept for the Lambda, which are its limit too.',
    rule: 'a whole number from 1 to 1000',
    otherwise: 'none',
  }),
  alarmEmail: z.email().optional().register(descriptions, {
    purpose: 'Address that the alarms write to, once it has confirmed.',
    rule: 'an e-mail address',
    otherwise: 'none',
  }),
});

/** What a deployment chose, every default filled in. */
export type Settings = Readonly<z.output<typeof schema> & { readonly namespace: string; readonly workgroup: string }>;
/** What a deployment may choose; `cdk -c` gives everything as text. */
export type ChosenSettings = Partial<Settings>;

/** A setting for people to read. */
export interface DescribedSetting extends SettingDescription {
  readonly name: string;
  /** The default; undefined where `otherwise` tells it. */
  readonly fallback: string | number | undefined;
}

/** Every setting, in the order of docs/settings.md. */
export const describedSettings: readonly DescribedSetting[] = Object.entries(schema.shape).map(([name, setting]) => {
  const description = descriptions.get(setting);
  if (!description) throw new Error(`Setting ${name} has no description`);
  return { name, fallback: setting.parse(undefined), ...description };
});

/** The settings of a deployment that chooses nothing. */
export const defaultSettings: Settings = validSettings();

/**
 * Fills in the defaults, of which some are taken from the environment.
 *
 * @throws Error naming every setting that is unknown or breaks its rule.
 */
export function validSettings(
  chosen: Readonly<Record<string, unknown>> = {},
  environment: Readonly<Record<string, string | undefined>> = {},
): Settings {
  const settings = { ...fromEnvironment(environment), ...chosen };
  const parsed = schema.safeParse(settings);
  const broken = [
    ...Object.keys(chosen)
      .filter((name) => !(name in schema.shape))
      .map((name) => `${name} is not a setting`),
    ...(parsed.error?.issues ?? []).map(({ path }) => brokenRule(String(path[0]), settings, chosen)),
    ...(parsed.data && parsed.data.maxCapacity < parsed.data.baseCapacity
      ? [`maxCapacity is ${parsed.data.maxCapacity}, less than baseCapacity ${parsed.data.baseCapacity}`]
      : []),
  ];
  if (!parsed.data || broken.length > 0) throw new Error(`Settings are not valid: ${[...new Set(broken)].join('; ')}`);
  const serverless = `recourse-${parsed.data.stage}`;
  return Object.freeze({
    ...parsed.data,
    namespace: parsed.data.namespace ?? serverless,
    workgroup: parsed.data.workgroup ?? serverless,
  });
}

function fromEnvironment(environment: Readonly<Record<string, string | undefined>>): Record<string, unknown> {
  return Object.fromEntries(
    describedSettings.flatMap(({ name, environmentName = '' }) =>
      environment[environmentName] ? [[name, environment[environmentName]]] : [],
    ),
  );
}

type Values = Readonly<Record<string, unknown>>;

function brokenRule(name: string, settings: Values, chosen: Values): string {
  const { rule, environmentName } = describedSettings.find((setting) => setting.name === name) ?? {};
  const source = chosen[name] === undefined && environmentName ? ` (by ${environmentName})` : '';
  return `${name} is ${JSON.stringify(settings[name])}${source}, not ${rule}`;
}

function isCapacity(rpu: number): boolean {
  return rpu === 4 || (rpu % 8 === 0 && rpu >= 8 && rpu <= 512);
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

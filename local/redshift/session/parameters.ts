import { SqlError } from '../engine.ts';

interface Parameter {
  readonly standard: string;
  /** Values that the local engine obeys; undefined for any. */
  readonly obeyed?: readonly string[];
  readonly isNumber?: true;
}

const onlyOff: Parameter = { standard: 'off', obeyed: ['off', 'false'] };
const onlyOn: Parameter = { standard: 'on', obeyed: ['on', 'true'] };
const anyValue = (standard: string): Parameter => ({ standard });
const number = (standard: string): Parameter => ({ standard, isNumber: true });

/**
 * The configuration parameters of a session. What steers nothing but speed and logs takes any value here; what would
 * change answers takes only the values that the local engine obeys.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/cm_chap_ConfigurationRef.html
 */
const parameters: Readonly<Record<string, Parameter>> = {
  analyze_threshold_percent: number('10'),
  application_name: anyValue(''),
  cast_super_null_on_error: onlyOn,
  client_encoding: { standard: 'utf8', obeyed: ['utf8', 'utf-8', 'unicode'] },
  datestyle: { standard: 'ISO, MDY', obeyed: ['iso, mdy', 'iso', 'iso,mdy'] },
  default_transaction_isolation: anyValue('serializable'),
  describe_field_name_in_uppercase: onlyOff,
  downcase_delimited_identifier: onlyOn,
  enable_case_sensitive_identifier: { standard: 'false', obeyed: ['false', 'off'] },
  enable_case_sensitive_super_attribute: onlyOff,
  enable_numeric_rounding: onlyOn,
  enable_result_cache_for_session: anyValue('on'),
  enable_vacuum_boost: anyValue('false'),
  error_on_nondeterministic_update: onlyOff,
  extra_float_digits: { standard: '0', obeyed: ['0', '1', '2'], isNumber: true },
  interval_forbid_composite_literals: onlyOff,
  json_serialization_enable: onlyOff,
  max_concurrency_scaling_clusters: number('1'),
  max_cursor_result_set_size: anyValue('default'),
  mv_enable_aqmv_for_session: anyValue('true'),
  navigate_super_null_on_error: onlyOn,
  parse_super_null_on_error: onlyOff,
  query_group: anyValue('default'),
  search_path: anyValue('"$user", public'),
  statement_timeout: number('0'),
  timezone: { standard: 'UTC', obeyed: ['utc', 'etc/utc', 'gmt'] },
  wlm_query_slot_count: number('1'),
};

/** Parameter values that differ from the defaults, by name. */
export type Settings = ReadonlyMap<string, string>;

/** Every parameter's name, in order. */
export const parameterNames: readonly string[] = Object.keys(parameters);

/** @throws SqlError for a parameter that Redshift doesn't know. */
export function standardValue(name: string): string {
  const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (!parameter) throw new SqlError(`ERROR: unrecognized configuration parameter "${name}"`);
  return parameter.standard;
}

/** @throws SqlError for an unknown parameter, one of another type, or a value that the local engine would not obey. */
export function checkSetting(name: string, value: string): void {
  standardValue(name);
  const { obeyed, isNumber } = parameters[name] as Parameter;
  if (isNumber && !/^\d+$/.test(value)) {
    throw new SqlError(`ERROR: parameter "${name}" requires an integer value`);
  }
  if (obeyed && !obeyed.includes(value.toLowerCase())) {
    throw new SqlError(`ERROR: SET ${name} TO ${value} is not supported by the local engine`);
  }
}

/** The settings of a session over those that ALTER USER has set for the user. */
export function mergeSettings(ofUser: Settings | undefined, ofSession: Settings | undefined): Settings {
  if (!ofUser?.size) return ofSession ?? noSettings;
  return ofSession ? new Map([...ofUser, ...ofSession]) : ofUser;
}

const noSettings: Settings = new Map();

/** The value in force. */
export function settingValue(settings: Settings, name: string): string {
  return settings.get(name) ?? standardValue(name);
}

/** Milliseconds after which a statement is cancelled; 0 for never. */
export function statementTimeoutMs(settings: Settings): number {
  return Number(settingValue(settings, 'statement_timeout'));
}

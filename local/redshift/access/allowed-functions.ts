const aggregates = `
  any_value approximate avg bool_and bool_or count count_star listagg max median min percentile_cont percentile_disc
  quantile_cont quantile_disc stddev stddev_pop stddev_samp string_agg sum var_pop var_samp variance`;
const windows = 'cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank row_number';
const numbers = `
  abs acos asin atan atan2 cbrt ceil ceiling cos cot degrees exp floor ln log mod pi pow power radians random round sign
  sin sqrt tan trunc`;
const texts = `
  ascii btrim char_length character_length chr concat initcap left len length lower lpad ltrim md5 octet_length position
  regexp_replace repeat replace reverse right rpad rtrim split_part strpos substr substring text_concat translate trim
  upper like_escape not_like_escape ilike_escape`;
const dates = `
  current_date date_diff date_part date_trunc datediff extract getdate last_day months_between now timezone to_char to_date
  to_timestamp`;
const conditions = 'coalesce greatest isnull least nullif nvl2';
const supers = 'json_parse can_json_parse json_serialize json_array_length json_typeof';
const aboutTheCaller = `
  current_user current_user_id session_user user current_database current_schema current_schemas version pg_backend_pid
  has_table_privilege has_schema_privilege has_database_privilege has_function_privilege has_language_privilege
  user_is_member_of role_is_member_of`;
const transfers = 'pg_last_copy_id pg_last_copy_count pg_last_unload_count';
// Macros that a translation writes.
const translated = 'redshift_text redshift_super_text redshift_cut redshift_now';

/** Functions that Redshift has and DuckDB answers; whatever else a statement calls does not exist. */
export const allowedFunctions: ReadonlySet<string> = new Set(
  [aggregates, windows, numbers, texts, dates, conditions, supers, aboutTheCaller, transfers, translated]
    .join(' ')
    .trim()
    .split(/\s+/),
);

/** What Redshift has and DuckDB lacks, as macros that a translation writes; a value stands in for each name. */
const macros: Readonly<Record<string, string>> = {
  // Texts
  'redshift_text(input)': `CASE WHEN typeof(input) = 'JSON' THEN json_extract_string(TRY_CAST(input AS JSON), '$')
    ELSE CAST(input AS VARCHAR) END`,
  'redshift_cut(input, bytes)':
    'CASE WHEN strlen(input) <= bytes THEN input ELSE redshift_left_bytes(input, bytes) END',
  'redshift_fit(input, bytes)':
    "CASE WHEN strlen(rtrim(input, ' ')) <= bytes THEN redshift_cut(input, bytes) ELSE input END",
  'redshift_float_text(input)': "regexp_replace(CAST(input AS VARCHAR), '\\.0$', '')",
  'redshift_integer_text(input)': `CASE WHEN input IS NULL OR regexp_full_match(input, '\\s*[-+]?[0-9]+\\s*') THEN input
    ELSE error('invalid input syntax for integer: "' || input || '"') END`,
  'redshift_trim(input, side, marks)': `CASE side WHEN 'leading' THEN ltrim(input, marks)
    WHEN 'trailing' THEN rtrim(input, marks) ELSE trim(input, marks) END`,
  'redshift_split_part(input, mark, part)': `CASE WHEN part <= 0 THEN error('field position must be greater than zero')
    ELSE split_part(input, mark, part) END`,
  'redshift_substring(input, start)': 'substring(input, greatest(CAST(start AS BIGINT), 1))',
  'redshift_substring_of(input, start, size)': `CASE WHEN size < 0 THEN error('negative substring length not allowed')
    WHEN start < 1 THEN substring(input, 1, greatest(CAST(start + size - 1 AS BIGINT), 0))
    ELSE substring(input, CAST(start AS BIGINT), CAST(size AS BIGINT)) END`,
  // A VARCHAR holds 65,535 bytes; the size is asked before anything so long is made.
  'redshift_text_size(bytes)': `CASE WHEN bytes > 65535
    THEN error('value too long for type character varying(65535)') ELSE bytes END`,
  'redshift_repeat(input, times)': `CASE WHEN redshift_text_size(strlen(input) * CAST(times AS HUGEINT)) IS NULL THEN NULL
    ELSE repeat(input, times) END`,
  'redshift_quote_ident(input)': `CASE WHEN regexp_full_match(input, '[a-z_][a-z0-9_]*') THEN input
    ELSE '"' || replace(input, '"', '""') || '"' END`,
  // Regular expressions
  'redshift_similar_pattern(pattern)': "replace(replace(replace(pattern, '.', '\\.'), '%', '.*'), '_', '.')",
  'redshift_regexp_substr(input, pattern, start)': 'regexp_extract(substring(input, CAST(start AS BIGINT)), pattern)',
  'redshift_regexp_count(input, pattern, start)': `CAST(len(regexp_extract_all(substring(input, CAST(start AS BIGINT)),
    pattern)) AS INTEGER)`,
  'redshift_regexp_instr(input, pattern)': `CAST(CASE WHEN regexp_matches(input, pattern)
    THEN length(regexp_extract(input, '(?s)^(.*?)(?:' || pattern || ')', 1)) + 1 ELSE 0 END AS INTEGER)`,
  'redshift_replacement(replacement)': "regexp_replace(replacement, '\\$(\\d)', '\\\\\\1', 'g')",
  // Numbers
  'redshift_divisor(input)': "CASE WHEN input = 0 THEN error('Divide by zero') ELSE input END",
  'redshift_cbrt(input)': 'CASE WHEN pow(round(cbrt(input)), 3) = input THEN round(cbrt(input)) ELSE cbrt(input) END',
  'redshift_compare(a, b)': 'CAST(CASE WHEN a < b THEN -1 WHEN a > b THEN 1 WHEN a = b THEN 0 END AS INTEGER)',
  'redshift_listagg(input)': `CASE WHEN strlen(input) > 65535 THEN error('Result size exceeds LISTAGG limit') ELSE input END`,
  // Dates and times
  'redshift_now()': "date_trunc('second', CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP))",
  'redshift_timeofday()': "strftime(CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP), '%a %b %d %H:%M:%S.%f %Y UTC')",
  'redshift_timestamp(input)':
    'coalesce(TRY_CAST(input AS TIMESTAMP), CAST(redshift_read_timestamp(input) AS TIMESTAMP))',
  'redshift_timestamptz(input)': `coalesce(TRY_CAST(input AS TIMESTAMPTZ),
    CAST(redshift_read_timestamp(input) AS TIMESTAMP) AT TIME ZONE 'UTC')`,
  'redshift_date(input)':
    'coalesce(TRY_CAST(input AS DATE), CAST(CAST(redshift_read_timestamp(input) AS TIMESTAMP) AS DATE))',
  'redshift_zone(zone)': 'zone',
  'redshift_add_months(input, months)': `CASE WHEN CAST(input AS DATE) = last_day(input)
    THEN CAST(last_day(input + to_months(CAST(months AS INTEGER))) AS TIMESTAMP) + (input - CAST(CAST(input AS DATE) AS TIMESTAMP))
    ELSE input + to_months(CAST(months AS INTEGER)) END`,
  'redshift_months_between(a, b)': `CASE WHEN day(a) = day(b) OR (CAST(a AS DATE) = last_day(a) AND CAST(b AS DATE) = last_day(b))
    THEN CAST((year(a) - year(b)) * 12 + month(a) - month(b) AS DOUBLE)
    ELSE (year(a) - year(b)) * 12 + month(a) - month(b) + CAST(day(a) - day(b) AS DOUBLE) / 31
      + (epoch(a - CAST(CAST(a AS DATE) AS TIMESTAMP)) - epoch(b - CAST(CAST(b AS DATE) AS TIMESTAMP))) / 2678400 END`,
  'redshift_weekday(name)': `list_position(['su', 'mo', 'tu', 'we', 'th', 'fr', 'sa'], left(lower(name), 2))`,
  'redshift_next_day(input, name)': `CASE WHEN redshift_weekday(name) IS NULL
    THEN error('Day of week value is not valid: ' || name)
    ELSE CAST(input + CAST(((redshift_weekday(name) - 1 - dayofweek(input) + 6) % 7) + 1 AS INTEGER) AS DATE) END`,
  // SUPER
  'redshift_super_value(input)': "CASE WHEN json_type(input) <> 'NULL' THEN input END",
  'redshift_super_step(input, step)': `CASE WHEN typeof(step) = 'VARCHAR' THEN json_extract(input, '$."' || step || '"')
    WHEN TRY_CAST(step AS BIGINT) >= 0 THEN json_extract(input, '$[' || TRY_CAST(step AS BIGINT) || ']') END`,
  'redshift_super_double(input)':
    "CASE WHEN json_type(input) IN ('UBIGINT', 'BIGINT', 'DOUBLE', 'HUGEINT') THEN TRY_CAST(input AS DOUBLE) END",
  'redshift_super_number(input)':
    'CASE WHEN input = trunc(input) AND abs(input) < 1e15 THEN CAST(CAST(input AS BIGINT) AS JSON) ELSE CAST(input AS JSON) END',
  'redshift_super_rank(input)': `CASE json_type(input) WHEN 'BOOLEAN' THEN 1 WHEN 'UBIGINT' THEN 2 WHEN 'BIGINT' THEN 2
    WHEN 'DOUBLE' THEN 2 WHEN 'VARCHAR' THEN 3 WHEN 'ARRAY' THEN 4 WHEN 'OBJECT' THEN 5 END`,
  'redshift_super_equal(a, b, operator)': `CASE WHEN redshift_super_value(a) IS NULL OR redshift_super_value(b) IS NULL THEN NULL
    ELSE ((redshift_super_rank(a) = redshift_super_rank(b) AND CASE WHEN redshift_super_rank(a) = 2
      THEN TRY_CAST(a AS DOUBLE) = TRY_CAST(b AS DOUBLE) ELSE CAST(a AS VARCHAR) = CAST(b AS VARCHAR) END) = (operator = '=')) END`,
  'redshift_super_before(a, b)': `CASE WHEN redshift_super_rank(a) <> redshift_super_rank(b) OR redshift_super_rank(a) > 3 THEN NULL
    WHEN redshift_super_rank(a) = 2 THEN TRY_CAST(a AS DOUBLE) < TRY_CAST(b AS DOUBLE)
    ELSE json_extract_string(a, '$') < json_extract_string(b, '$') END`,
  'redshift_super_order(a, b, operator)': `CASE operator WHEN '<' THEN redshift_super_before(a, b)
    WHEN '>' THEN redshift_super_before(b, a) WHEN '<=' THEN NOT redshift_super_before(b, a)
    ELSE NOT redshift_super_before(a, b) END`,
  'redshift_json_typeof(input)': `CASE json_type(input) WHEN 'BOOLEAN' THEN 'boolean' WHEN 'VARCHAR' THEN 'string'
    WHEN 'ARRAY' THEN 'array' WHEN 'OBJECT' THEN 'object' WHEN 'NULL' THEN 'null' ELSE
    CASE WHEN input IS NOT NULL THEN 'number' END END`,
  'redshift_json_checked(input)':
    "CASE WHEN input IS NULL OR json_valid(input) THEN input ELSE error('JSON parsing error') END",
  'redshift_json_or_null(input)': 'CASE WHEN json_valid(input) THEN input END',
  'redshift_json_text(input, names, is_lax)': `CASE WHEN input IS NOT NULL THEN coalesce(json_extract_string(input,
    list_reduce(list_prepend('$', list_transform(names, lambda one: '."' || one || '"')), lambda a, b: a || b)), '') END`,
  'redshift_json_array(input, is_lax)': `CASE WHEN json_valid(input) AND json_type(input) = 'ARRAY' THEN input WHEN is_lax OR input IS NULL THEN NULL
    ELSE error('JSON parsing error') END`,
  'redshift_json_element(input, element, is_lax)': `CASE WHEN redshift_json_array(input, is_lax) IS NOT NULL
    THEN coalesce(CASE WHEN element >= 0 THEN json_extract_string(input, '$[' || element || ']') END, '') END`,
  'redshift_array_concat(a, b)': `to_json(list_concat(CAST(json_extract(a, '$[*]') AS JSON[]), CAST(json_extract(b, '$[*]') AS JSON[])))`,
  'redshift_array_flatten(input)': `to_json(flatten(list_transform(json_extract(input, '$[*]'),
    lambda one: CASE WHEN json_type(one) = 'ARRAY' THEN json_extract(one, '$[*]') ELSE [one] END)))`,
  'redshift_subarray(input, start, size)': `CASE WHEN json_type(input) = 'ARRAY' THEN to_json(list_slice(json_extract(input, '$[*]'),
    CAST(start AS BIGINT) + 1, coalesce(CAST(start AS BIGINT) + CAST(size AS BIGINT), CAST(json_array_length(input) AS BIGINT)))) END`,
  'redshift_split(input, mark)': 'to_json(string_split(input, mark))',
};

/** The statements that make the macros; running them again changes nothing. */
export function macroStatements(): string {
  return Object.entries(macros)
    .map(([head, body]) => `CREATE OR REPLACE MACRO ${head} AS ${body};`)
    .join('\n');
}

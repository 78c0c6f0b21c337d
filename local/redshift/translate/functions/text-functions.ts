import { type FunctionRules, template, upTo } from './function-rule.ts';

/**
 * String functions.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/String_functions_header.html
 */
export const textFunctions: FunctionRules = {
  ascii: template(1, 1, 't', 'int4', 'ascii($1)'),
  // The second operand says which side; the parser has put it there.
  trim: template(2, 3, 't', 'shorter text', "redshift_trim($1, $2, ' ')", 'redshift_trim($1, $2, $3)'),
  btrim: template(1, 2, 't', 'shorter text', "trim($1, ' ')", 'trim($1, $2)'),
  ltrim: template(1, 2, 't', 'shorter text', "ltrim($1, ' ')", 'ltrim($1, $2)'),
  rtrim: template(1, 2, 't', 'shorter text', "rtrim($1, ' ')", 'rtrim($1, $2)'),
  char_length: template(1, 1, 't', 'int4', 'CAST(length($1) AS INTEGER)'),
  character_length: template(1, 1, 't', 'int4', 'CAST(length($1) AS INTEGER)'),
  textlen: template(1, 1, 't', 'int4', 'CAST(length($1) AS INTEGER)'),
  length: template(1, 1, 't', 'int4', 'CAST(length($1) AS INTEGER)'),
  len: template(1, 1, 't', 'int4', 'CAST(length($1) AS INTEGER)'),
  octet_length: template(1, 1, 't', 'int4', 'CAST(strlen($1) AS INTEGER)'),
  charindex: template(2, 2, 't', 'int4', 'CAST(instr($2, $1) AS INTEGER)'),
  position: template(2, 2, 't', 'int4', 'CAST(instr($2, $1) AS INTEGER)'),
  strpos: template(2, 2, 't', 'int4', 'CAST(instr($1, $2) AS INTEGER)'),
  chr: template(1, 1, 'p', 'varchar', 'chr(CAST($1 AS INTEGER))'),
  concat: template(2, 2, 't', 'varchar', '($1 || $2)'),
  initcap: template(1, 1, 't', 'varchar', 'redshift_initcap($1)'),
  left: template(2, 2, 'tp', 'shorter text', 'left($1, CAST($2 AS BIGINT))'),
  right: template(2, 2, 'tp', 'shorter text', 'right($1, CAST($2 AS BIGINT))'),
  lower: template(1, 1, 't', 'shorter text', 'lower($1)'),
  upper: template(1, 1, 't', 'shorter text', 'upper($1)'),
  lpad: template(2, 3, 'tpt', 'varchar', "lpad($1, CAST($2 AS INTEGER), ' ')", 'lpad($1, CAST($2 AS INTEGER), $3)'),
  rpad: template(2, 3, 'tpt', 'varchar', "rpad($1, CAST($2 AS INTEGER), ' ')", 'rpad($1, CAST($2 AS INTEGER), $3)'),
  repeat: template(2, 2, 'tp', 'varchar', 'repeat($1, CAST($2 AS BIGINT))'),
  replicate: template(2, 2, 'tp', 'varchar', 'repeat($1, CAST($2 AS BIGINT))'),
  replace: template(3, 3, 't', 'varchar', 'replace($*)'),
  reverse: template(1, 1, 't', 'shorter text', 'reverse($1)'),
  split_part: template(3, 3, 'ttp', 'varchar', 'redshift_split_part($1, $2, CAST($3 AS BIGINT))'),
  substring: template(2, 3, 'tp', 'shorter text', 'redshift_substring($1, $2)', 'redshift_substring_of($1, $2, $3)'),
  substr: template(2, 3, 'tp', 'shorter text', 'redshift_substring($1, $2)', 'redshift_substring_of($1, $2, $3)'),
  translate: template(3, 3, 't', 'varchar', 'translate($*)'),
  quote_ident: template(1, 1, 't', 'varchar', 'redshift_quote_ident($1)'),
  quote_literal: template(1, 1, 't', 'varchar', "('''' || replace(replace($1, '\\', '\\\\'), '''', '''''') || '''')"),
  md5: template(1, 1, 't', 'varchar', 'md5($1)'),
  sha: template(1, 1, 't', 'varchar', 'sha1($1)'),
  sha1: template(1, 1, 't', 'varchar', 'sha1($1)'),
  func_sha1: template(1, 1, 't', 'varchar', 'sha1($1)'),
  sha2: template(2, 2, 'tp', 'varchar', 'redshift_sha2($1, CAST($2 AS INTEGER))'),
  strtol: template(2, 2, 'tp', 'int8', 'redshift_strtol($1, CAST($2 AS INTEGER))'),
  to_hex: template(1, 1, 'p', 'varchar', 'lower(to_hex($1))'),
  regexp_substr: upTo(
    6,
    'regexp_substr',
    template(2, 3, 'ttp', 'varchar', 'redshift_regexp_substr($1, $2, 1)', 'redshift_regexp_substr($1, $2, $3)'),
  ),
  regexp_count: upTo(
    4,
    'regexp_count',
    template(2, 3, 'ttp', 'int4', 'redshift_regexp_count($1, $2, 1)', 'redshift_regexp_count($1, $2, $3)'),
  ),
  regexp_instr: upTo(6, 'regexp_instr', template(2, 2, 't', 'int4', 'redshift_regexp_instr($1, $2)')),
  regexp_replace: upTo(
    5,
    'regexp_replace',
    template(
      2,
      3,
      't',
      'varchar',
      "regexp_replace($1, $2, '', 'g')",
      "regexp_replace($1, $2, redshift_replacement($3), 'g')",
    ),
  ),
};

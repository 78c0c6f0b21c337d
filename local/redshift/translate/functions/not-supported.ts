/** Functions of Redshift that the local engine refuses by name. */
export const notSupportedFunctions: ReadonlySet<string> = new Set(
  `array_contains array_position array_positions array_sort array_union array_intersection array_except array_distinct
  bpcharcmp bttext_pattern_cmp checksum collate crc32 difference farmfingerprint64 fnv_hash
  from_hex from_varbyte getbit hll hll_cardinality hll_combine hll_create_sketch interval_cmp json_serialize_to_varbyte
  lower_attribute_names upper_attribute_names murmur3_32_hash object_transform octetindex
  array_agg explain_model pg_cancel_backend pg_get_cols pg_get_session_arn 
  pg_last_query_id pg_last_unload_id pg_terminate_backend soundex to_varbyte
  trunc_timestamp urldecode urlencode url_decode url_encode has_column_privilege
  has_model_privilege has_assumerole_privilege format_type pg_get_userbyid pg_table_is_visible
  sys_context set_config current_setting decimal_precision
  decimal_scale size any_value_all age generate_series isfinite json_size text_to_int_alt text_to_numeric_alt numeric_alt hexval varbyte_cast
  is_valid_json_object h3_fromlonglat`.split(/\s+/),
);

/** Where COPY keeps what it has done. */
export const loadTables = `
CREATE TABLE IF NOT EXISTS loads (
  query_id BIGINT NOT NULL, user_id INTEGER, database_name VARCHAR, status VARCHAR, table_name VARCHAR,
  start_time TIMESTAMP, end_time TIMESTAMP, data_source VARCHAR, file_format VARCHAR, loaded_rows BIGINT,
  source_file_count INTEGER, source_file_bytes BIGINT, error_count BIGINT);
CREATE TABLE IF NOT EXISTS loaded_files (query_id BIGINT NOT NULL, file_name VARCHAR, bytes BIGINT);
CREATE TABLE IF NOT EXISTS load_errors (
  query_id BIGINT NOT NULL, file_name VARCHAR, line_number BIGINT, column_name VARCHAR, column_type VARCHAR,
  column_length VARCHAR, position INTEGER, raw_line VARCHAR, raw_field_value VARCHAR, error_code INTEGER,
  error_message VARCHAR);
`;

/** A superuser sees the loads of all, everyone else his own. */
const visibleLoads = `(SELECT * FROM loads WHERE redshift_caller('superuser') = 'true'
  OR user_id IN (SELECT user_id FROM users WHERE user_name = redshift_caller('user')))`;

/** System views of what COPY has done, https://docs.aws.amazon.com/redshift/latest/dg/serverless_views-monitoring.html. */
export const loadViews: Readonly<Record<string, string>> = {
  sys_load_error_detail: `SELECT l.user_id, e.query_id, CAST(NULL AS BIGINT) AS transaction_id,
    CAST(NULL AS INTEGER) AS session_id, l.database_name, CAST(NULL AS INTEGER) AS table_id, l.start_time, e.file_name,
    e.line_number, e.column_name, e.column_type, e.column_length, e.position, e.error_code, e.error_message
    FROM load_errors e JOIN ${visibleLoads} l ON l.query_id = e.query_id`,
  stl_load_errors: `SELECT l.user_id AS userid, 0 AS slice, CAST(NULL AS INTEGER) AS tbl, l.start_time AS starttime,
    CAST(NULL AS INTEGER) AS session, e.query_id AS query, e.file_name AS filename, e.line_number,
    e.column_name AS colname, e.column_type AS type, e.column_length AS col_length, e.position, e.raw_line,
    e.raw_field_value, e.error_code AS err_code, e.error_message AS err_reason, 0 AS is_partial,
    CAST(0 AS BIGINT) AS start_offset, CAST(0 AS BIGINT) AS copy_job_id
    FROM load_errors e JOIN ${visibleLoads} l ON l.query_id = e.query_id`,
  sys_load_history: `SELECT user_id, query_id, CAST(NULL AS BIGINT) AS transaction_id,
    CAST(NULL AS INTEGER) AS session_id, database_name, status, table_name, start_time, end_time,
    epoch_us(end_time) - epoch_us(start_time) AS duration, data_source, file_format, loaded_rows,
    source_file_bytes AS loaded_bytes, source_file_count, source_file_bytes, source_file_count AS file_count_scanned,
    source_file_bytes AS file_bytes_scanned, error_count, CAST(0 AS BIGINT) AS copy_job_id FROM ${visibleLoads} l`,
  stl_load_commits: `SELECT l.user_id AS userid, f.query_id AS query, 0 AS slice, f.file_name AS filename,
    CAST(NULL AS INTEGER) AS lines_scanned, l.end_time AS curtime, l.file_format, 0 AS is_partial,
    CAST(0 AS BIGINT) AS start_offset, CAST(0 AS BIGINT) AS copy_job_id
    FROM loaded_files f JOIN ${visibleLoads} l ON l.query_id = f.query_id WHERE l.status = 'completed'`,
};

import { batchExecuteStatement } from './batch-execute-statement.ts';
import { cancelStatement } from './cancel-statement.ts';
import { describeStatement } from './describe-statement.ts';
import { describeTable } from './describe-table.ts';
import { executeStatement } from './execute-statement.ts';
import { getStatementResult } from './get-statement-result.ts';
import { getStatementResultV2 } from './get-statement-result-v2.ts';
import { listDatabases } from './list-databases.ts';
import { listSchemas } from './list-schemas.ts';
import { listSessions } from './list-sessions.ts';
import { listStatements } from './list-statements.ts';
import { listTables } from './list-tables.ts';
import type { Operation } from './operation.ts';

/** Every operation of the service. */
export const allOperations: readonly Operation[] = [
  batchExecuteStatement,
  cancelStatement,
  describeStatement,
  describeTable,
  executeStatement,
  getStatementResult,
  getStatementResultV2,
  listDatabases,
  listSchemas,
  listSessions,
  listStatements,
  listTables,
];

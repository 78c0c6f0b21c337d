import type { StatementReader } from './statement.ts';

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_OrStatement.html */
export const orStatement: StatementReader = (properties, { read }) => {
  const statements = properties.objects('Statements').map(read);
  return (inspection) => statements.some((statement) => statement(inspection));
};

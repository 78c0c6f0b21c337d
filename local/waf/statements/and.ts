import type { StatementReader } from './statement.ts';

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_AndStatement.html */
export const andStatement: StatementReader = (properties, { read }) => {
  const statements = properties.objects('Statements').map(read);
  return (inspection) => statements.every((statement) => statement(inspection));
};

import type { StatementReader } from './statement.ts';

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_NotStatement.html */
export const notStatement: StatementReader = (properties, { read }) => {
  const statement = read(properties.object('Statement'));
  return (inspection) => !statement(inspection);
};

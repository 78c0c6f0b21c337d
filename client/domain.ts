/** The contract's own facts, for callers that build a form or a table: ranges of the fields and names of the values. */
export { customerFieldNames, customerFields, dataTexts } from '../graphql/generated/domain.ts';

import type { ResourceProperties } from '../../template/resource-properties.ts';
import { andStatement } from './and.ts';
import { byteMatchStatement } from './byte-match.ts';
import { ipSetReferenceStatement } from './ip-set-reference.ts';
import { labelMatchStatement } from './label-match.ts';
import { notStatement } from './not.ts';
import { orStatement } from './or.ts';
import { rateBasedStatement } from './rate-based.ts';
import { regexMatchStatement } from './regex-match.ts';
import { regexPatternSetReferenceStatement } from './regex-pattern-set-reference.ts';
import { sizeConstraintStatement } from './size-constraint.ts';
import { nameOfChoice, type Statement, type StatementContext, type StatementReader } from './statement.ts';

/** Statements that may stand within others. */
const nestable: Readonly<Record<string, StatementReader>> = {
  AndStatement: andStatement,
  ByteMatchStatement: byteMatchStatement,
  IPSetReferenceStatement: ipSetReferenceStatement,
  LabelMatchStatement: labelMatchStatement,
  NotStatement: notStatement,
  OrStatement: orStatement,
  RegexMatchStatement: regexMatchStatement,
  RegexPatternSetReferenceStatement: regexPatternSetReferenceStatement,
  SizeConstraintStatement: sizeConstraintStatement,
};

const outermost: Readonly<Record<string, StatementReader>> = { ...nestable, RateBasedStatement: rateBasedStatement };

/** Reads the statement of a rule with all that is nested in it. Throws on a kind that is not emulated, by name. */
export function readStatement(choice: ResourceProperties, context: Omit<StatementContext, 'read'>): Statement {
  const inner: StatementContext = { ...context, read: (nested) => readOneOf(nestable, nested, inner) };
  return readOneOf(outermost, choice, inner);
}

function readOneOf(
  readers: Readonly<Record<string, StatementReader>>,
  choice: ResourceProperties,
  context: StatementContext,
): Statement {
  const name = nameOfChoice(choice);
  const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (!read) throw context.refuse(name);
  return read(choice.object(name), context);
}

import { type Condition, readCondition } from './policy-condition.ts';
import { matchesPattern, type RequestContext } from './policy-pattern.ts';

/** One statement of an identity-based policy. */
export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: PatternList;
  readonly resources: PatternList;
  readonly conditions: readonly Condition[];
}

/** Action or NotAction, Resource or NotResource. */
interface PatternList {
  readonly patterns: readonly string[];
  readonly negated: boolean;
}

/** IAM's own names of a decision, as its policy simulator gives them. */
export type Decision = 'allowed' | 'implicitDeny' | 'explicitDeny';

/**
 * Decides on a request by a role's policy statements: a Deny wins over any Allow, and without an Allow it is denied.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(
  statements: readonly PolicyStatement[],
  action: string,
  resource: string,
  context: RequestContext,
): Decision {
  let decision: Decision = 'implicitDeny';
  for (const statement of statements) {
    if (!applies(statement, action, resource, context)) continue;
    if (statement.effect === 'Deny') return 'explicitDeny';
    decision = 'allowed';
  }
  return decision;
}

function applies(statement: PolicyStatement, action: string, resource: string, context: RequestContext): boolean {
  const { actions, resources, conditions } = statement;
  return (
    actions.patterns.some((pattern) => matchesPattern(pattern, action, context, 'i')) !== actions.negated &&
    resources.patterns.some((pattern) => matchesPattern(pattern, resource, context)) !== resources.negated &&
    conditions.every((holds) => holds(context))
  );
}

/**
 * Reads the statements of a policy document; `where` names the document in errors.
 *
 * @throws Error naming what is malformed, or the condition operator that isn't known.
 */
export function readPolicy(document: unknown, where: string): PolicyStatement[] {
  const { Version: version, Statement: statement } = asObject(document, where);
  // Variables are a feature of version 2012-10-17; in an older document `${` is text.
  const plain = version === '2012-10-17' ? same : (text: string) => text.replaceAll('${', `\${$}{`);
  const list = Array.isArray(statement) ? statement : [statement];
  return list.map((one, index) => readStatement(asObject(one, `${where}, statement ${index + 1}`), plain, where));
}

function readStatement(
  statement: Readonly<Record<string, unknown>>,
  plain: (text: string) => string,
  document: string,
): PolicyStatement {
  const where = typeof statement.Sid === 'string' ? `${document}, statement ${statement.Sid}` : document;
  const effect = statement.Effect;
  if (effect !== 'Allow' && effect !== 'Deny') throw new Error(`${where}: Effect is neither Allow nor Deny`);
  return {
    effect,
    actions: readPatterns(statement, 'Action', plain, where),
    resources: readPatterns(statement, 'Resource', plain, where),
    conditions: readConditions(statement.Condition, plain, where),
  };
}

function readPatterns(
  statement: Readonly<Record<string, unknown>>,
  element: 'Action' | 'Resource',
  plain: (text: string) => string,
  where: string,
): PatternList {
  const negated = statement[element] === undefined;
  const value = negated ? statement[`Not${element}`] : statement[element];
  if (value === undefined) throw new Error(`${where}: neither ${element} nor Not${element} is given`);
  return { patterns: asTexts(value, `${where}, ${element}`).map(plain), negated };
}

function readConditions(block: unknown, plain: (text: string) => string, where: string): Condition[] {
  if (block === undefined) return [];
  return Object.entries(asObject(block, `${where}, Condition`)).flatMap(([operator, keys]) =>
    Object.entries(asObject(keys, `${where}, ${operator}`)).map(([key, value]) =>
      readCondition(operator, key, asTexts(value, `${where}, ${operator} ${key}`).map(plain), where),
    ),
  );
}

function same(text: string): string {
  return text;
}

function asObject(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${where} is no object`);
  return value as Readonly<Record<string, unknown>>;
}

function asTexts(value: unknown, where: string): string[] {
  return (Array.isArray(value) ? value : [value]).map((one) => {
    if (typeof one === 'object' || one === undefined) throw new Error(`${where} is no text`);
    return String(one);
  });
}

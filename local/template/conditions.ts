import type { Scope } from './scope.ts';
import { TemplateError } from './template-error.ts';
import { asArguments, asObject, asText } from './values.ts';

/**
 * The truth of a condition expression.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html
 */
export function evaluateCondition(expression: unknown, where: string, scope: Scope): boolean {
  const [[name = '', argument] = []] = Object.entries(asObject(expression, where));
  const all = () => asArguments(argument, 2, 10, where).map((part) => evaluateCondition(part, where, scope));
  switch (name) {
    case 'Condition':
      return scope.condition(asText(argument, where), where);
    case 'Fn::Equals':
      return areEqual(argument, `${where}.${name}`, scope);
    case 'Fn::And':
      return all().every(Boolean);
    case 'Fn::Or':
      return all().some(Boolean);
    case 'Fn::Not':
      return !evaluateCondition(asArguments(argument, 1, 1, where)[0], where, scope);
    default:
      throw new TemplateError(where, `unknown condition function ${name}`);
  }
}

function areEqual(argument: unknown, where: string, scope: Scope): boolean {
  const [left, right] = asArguments(argument, 2, 2, where).map((side) => asText(scope.resolve(side, where), where));
  return left === right;
}

import { readComponent } from '../components/component.ts';
import { compilePattern } from '../components/pattern.ts';
import { findResource } from '../find-resource.ts';
import type { StatementReader } from './statement.ts';

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_RegexPatternSetReferenceStatement.html */
export const regexPatternSetReferenceStatement: StatementReader = (properties, context) => {
  const set = findResource('AWS::WAFv2::RegexPatternSet', properties.requiredText('Arn'), context);
  const patterns = set.texts('RegularExpressionList').map((pattern) => compilePattern(pattern, context.refuse));
  const component = readComponent(properties, context);
  return ({ request }) => component(request, (text) => patterns.some((pattern) => pattern.test(text)));
};

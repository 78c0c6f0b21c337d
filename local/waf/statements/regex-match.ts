import { readComponent } from '../components/component.ts';
import { compilePattern } from '../components/pattern.ts';
import type { StatementReader } from './statement.ts';

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_RegexMatchStatement.html */
export const regexMatchStatement: StatementReader = (properties, context) => {
  const pattern = compilePattern(properties.requiredText('RegexString'), context.refuse);
  const component = readComponent(properties, context);
  return ({ request }) => component(request, (text) => pattern.test(text));
};

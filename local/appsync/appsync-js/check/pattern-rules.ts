import type { AnyNode, CallExpression } from 'acorn';
import { compileJavaPattern } from '../java-pattern.ts';
import { nameOf } from './name-rules.ts';
import type { Report } from './problem.ts';

const patternMethods: ReadonlySet<string> = new Set(['matches', 'replace', 'replaceAll']);

/** Reports patterns, where they are written out, that Java would refuse or that are not emulated. */
export function checkPattern(node: AnyNode, report: Report): void {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return;
  if (!patternMethods.has(nameOf(node.callee) ?? '')) return;
  const [pattern] = node.arguments;
  const text = textOf(pattern);
  if (!pattern || text === undefined) return;
  try {
    compileJavaPattern(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    report(pattern, 'no-unsupported-pattern', error.message);
  }
}

function textOf(node: CallExpression['arguments'][number] | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type !== 'TemplateLiteral' || node.expressions.length > 0) return undefined;
  return node.quasis[0]?.value.cooked ?? undefined;
}

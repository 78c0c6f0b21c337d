import type { Program } from 'acorn';
import { checkAssignment } from './check/assignment-rules.ts';
import { checkFunctionValues, checkRecursion } from './check/function-rules.ts';
import { checkNames } from './check/name-rules.ts';
import { checkPattern } from './check/pattern-rules.ts';
import type { BundleProblem, Finding, Problem, Report } from './check/problem.ts';
import { type Binding, findScopes, type Scopes } from './check/scopes.ts';
import { createPositionMap } from './check/source-position.ts';
import { checkSyntax } from './check/syntax-rules.ts';
import { walk } from './check/walk.ts';
import { exportedNames, parseModule } from './module.ts';

/** Longest code of one resolver or function, in characters. */
const maximumLength = 32_768;

/**
 * Lists what AppSync would refuse in a resolver bundle or run differently, each with its place in the source: the
 * documented language and built-ins, and nothing more. AppSync itself says only "The code contains one or more errors".
 * https://docs.aws.amazon.com/appsync/latest/devguide/supported-features.html
 */
export function checkResolver(code: string, { fileName }: { readonly fileName: string }): Problem[] {
  const position = createPositionMap(code, fileName);
  return checkBundle(code).map(({ line, column, rule, message }) => ({ ...position(line, column), rule, message }));
}

/** The same, each with its place in the bundle. */
export function checkBundle(code: string): BundleProblem[] {
  return parseAndCheck(code).map(({ node, rule, message }) => {
    const { line, column } = node.loc?.start ?? { line: 1, column: 0 };
    return { line, column: column + 1, span: (node.end ?? 0) - (node.start ?? 0), rule, message };
  });
}

/** One problem as a line that an editor can follow. */
export function formatProblem({ file, line, column, rule, message }: Problem): string {
  return `${file}:${line}:${column} ${rule}: ${message}`;
}

function parseAndCheck(code: string): Finding[] {
  const findings: Finding[] = [];
  const report: Report = (node, rule, message) => findings.push({ node, rule, message });
  const start = { loc: null };
  if (code.length > maximumLength) {
    report(start, 'code-size', `the code has ${code.length} characters; AppSync takes ${maximumLength}`);
  }
  try {
    check(parseModule(code), report);
  } catch (error) {
    if (!isParseError(error)) throw error;
    const { loc, message } = error;
    report({ loc: { start: loc, end: loc } }, 'syntax', message.replace(/ \(\d+:\d+\)$/, ''));
  }
  return findings;
}

function check(program: Program, report: Report): void {
  const scopes = findScopes(program);
  const contexts = findContexts(program, scopes, report);
  walk(program, (node, ancestors) => {
    checkSyntax(node, report);
    checkNames(node, ancestors, scopes, report);
    checkPattern(node, report);
    checkFunctionValues(node, ancestors, scopes, report);
    checkAssignment(node, ancestors, scopes, contexts, report);
  });
  checkRecursion(program, scopes, report);
}

/** The first parameters of the handlers; reports a handler that is not exported. */
function findContexts(program: Program, scopes: Scopes, report: Report): ReadonlySet<Binding> {
  const exported = new Map(program.body.flatMap((node) => [...exportedNames(node)]));
  const contexts = new Set<Binding>();
  for (const handler of ['request', 'response']) {
    const local = exported.get(handler);
    const declared = local === undefined ? undefined : scopes.find(local, [program])?.function;
    if (!declared) report(program, 'named-exports', `the module exports no function ${handler}`);
    const [parameter] = declared?.params ?? [];
    if (!declared || parameter?.type !== 'Identifier') continue;
    const binding = scopes.find(parameter.name, [declared]);
    if (binding) contexts.add(binding);
  }
  return contexts;
}

function isParseError(error: unknown): error is SyntaxError & { loc: { line: number; column: number } } {
  return error instanceof SyntaxError && 'loc' in error;
}

import type { TemplateDocument } from './document.ts';
import type { Scope, StackEnvironment } from './scope.ts';
import type { Template } from './template.ts';
import { TemplateError } from './template-error.ts';
import { createTemplateScope } from './template-scope.ts';
import { asText, isObject } from './values.ts';

/**
 * Resolves a template: the resources that exist, and the outputs.
 *
 * @throws TemplateError naming the place of what is unknown, missing or circular.
 */
export function resolveTemplate(
  document: TemplateDocument,
  environment: StackEnvironment,
): Pick<Template, 'resources' | 'outputs'> {
  if (!isObject(document.Resources)) throw new TemplateError('Resources', 'the template has none');
  if (document.Transform !== undefined) throw new TemplateError('Transform', 'macros are not supported');
  refuseUnknownParameters(document, environment);
  const scope = createTemplateScope(document, environment);
  const logicalIds = Object.keys(document.Resources).filter((logicalId) => scope.exists(logicalId));
  return {
    resources: logicalIds.map((logicalId) => scope.resource(logicalId)),
    outputs: resolveOutputs(document, scope),
  };
}

/** A misspelt name would leave its parameter at the default; AWS refuses it in these words. */
function refuseUnknownParameters({ Parameters = {} }: TemplateDocument, { parameters = {} }: StackEnvironment): void {
  const unknown = Object.keys(parameters).filter((name) => !Object.hasOwn(Parameters, name));
  if (unknown.length > 0) throw new TemplateError('Parameters', `[${unknown.join(', ')}] do not exist in the template`);
}

function resolveOutputs({ Outputs = {} }: TemplateDocument, scope: Scope): Readonly<Record<string, string>> {
  const entries = Object.entries(Outputs).flatMap(([name, { Value, Condition }]) => {
    const where = `Output "${name}"`;
    const isWanted = Condition === undefined || scope.condition(Condition, where);
    return isWanted ? [[name, asText(scope.resolve(Value, where), where)]] : [];
  });
  return Object.fromEntries(entries);
}

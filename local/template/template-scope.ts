import { evaluateCondition } from './conditions.ts';
import type { ResourceDeclaration, TemplateDocument } from './document.ts';
import { once } from './once.ts';
import { parameterValue, pseudoParameters } from './parameters.ts';
import { resolveValue } from './resolve-value.ts';
import { createResource } from './resources.ts';
import type { Scope, StackEnvironment } from './scope.ts';
import type { Resource } from './template.ts';
import { TemplateError } from './template-error.ts';

/** A scope that also knows the template's resources. */
export interface TemplateScope extends Scope {
  /** False for a resource whose condition is false. */
  exists(logicalId: string): boolean;
  /** The resource, made after everything that it refers to or depends on. */
  resource(logicalId: string): Resource;
}

/** Makes the scope in which a template's values are resolved. */
export function createTemplateScope(document: TemplateDocument, environment: StackEnvironment): TemplateScope {
  const { Parameters = {}, Conditions = {}, Resources } = document;
  const pseudo = pseudoParameters(environment);
  const conditions = once('Conditions', (name) => evaluateCondition(Conditions[name], `Condition "${name}"`, scope));
  const resources = once('Resources', (logicalId) => {
    const declaration = declarationOf(logicalId);
    for (const dependency of dependenciesOf(declaration)) if (scope.exists(dependency)) resources(dependency);
    return createResource(logicalId, declaration, scope);
  });
  const declarationOf = (logicalId: string, where = `Resource "${logicalId}"`): ResourceDeclaration => {
    const declaration = Resources[logicalId];
    if (!declaration) throw new TemplateError(where, `there is no parameter or resource ${logicalId}`);
    return declaration;
  };
  const existing = (logicalId: string, where: string): Resource => {
    const { Condition } = declarationOf(logicalId, where);
    if (scope.exists(logicalId)) return resources(logicalId);
    throw new TemplateError(where, `resource ${logicalId} does not exist, its condition ${Condition} is false`);
  };

  const scope: TemplateScope = {
    document,
    environment,
    resolve: (value, where) => resolveValue(value, where, scope),
    reference: (name, where) => {
      if (Object.hasOwn(pseudo, name)) return pseudo[name];
      const parameter = Parameters[name];
      return parameter ? parameterValue(name, parameter, environment, where) : existing(name, where).ref;
    },
    attribute: (logicalId, attribute, where) => attributeOf(existing(logicalId, where), attribute, where),
    condition: (name, where) => {
      if (!Object.hasOwn(Conditions, name)) throw new TemplateError(where, `there is no condition ${name}`);
      return conditions(name);
    },
    exists: (logicalId) => {
      const { Condition } = declarationOf(logicalId);
      return Condition === undefined || scope.condition(Condition, `Resource "${logicalId}"`);
    },
    resource: resources,
  };
  return scope;
}

function dependenciesOf({ DependsOn = [] }: ResourceDeclaration): readonly string[] {
  return typeof DependsOn === 'string' ? [DependsOn] : DependsOn;
}

function attributeOf({ logicalId, type, attributes }: Resource, attribute: string, where: string): string {
  const value = attributes[attribute];
  if (value === undefined) throw new TemplateError(where, `${logicalId} (${type}) has no attribute ${attribute}`);
  return value;
}

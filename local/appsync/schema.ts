import { readFileSync } from 'node:fs';
import { buildASTSchema, concatAST, type GraphQLSchema, isObjectType, isScalarType, parse } from 'graphql';
import { createRuntime } from './appsync-js/runtime.ts';
import { ruleOf } from './auth/field-rule.ts';
import { guardField, type Limits } from './execution/guard-field.ts';
import { createFieldResolver, type FieldResolver } from './execution/run-resolver.ts';
import type { AppSyncOptions } from './options.ts';
import { awsScalars } from './scalars/aws-scalars.ts';
import { conversionFor } from './scalars/built-in-scalars.ts';
import { implementScalar } from './scalars/scalar.ts';

const appSyncDefinitions = new URL('../../graphql/appsync.graphql', import.meta.url);
const maximumResolverCount = 10_000;

/**
 * Builds the executable schema of an API: its SDL with AppSync's scalars and directives, and on every field its rule,
 * its limits and its resolver. Throws when a resolver names a field that does not exist.
 */
export function buildApiSchema(options: AppSyncOptions): GraphQLSchema {
  const schema = buildASTSchema(concatAST([parse(readFileSync(appSyncDefinitions, 'utf8')), parse(options.schema)]));
  for (const scalar of awsScalars) {
    const type = schema.getType(scalar.name);
    if (isScalarType(type)) implementScalar(type, scalar);
  }
  attachResolvers(schema, options);
  return schema;
}

function attachResolvers(schema: GraphQLSchema, options: AppSyncOptions): void {
  const resolvers = compileResolvers(options);
  const limits: Limits = {
    depth: options.queryDepthLimit,
    resolvers: options.resolverCountLimit || maximumResolverCount,
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const name = `${type.name}.${field.name}`;
      const rule = ruleOf(type, field, options.auth.userPool.defaultAction);
      field.resolve = guardField({ rule, limits, convert: conversionFor(field.type) }, resolvers.get(name));
      resolvers.delete(name);
    }
  }
  const [unattached] = resolvers.keys();
  if (unattached) throw new Error(`there is a resolver for ${unattached}, but the schema has no such field`);
}

function compileResolvers({ resolvers, dataSources }: AppSyncOptions): Map<string, FieldResolver> {
  const runtime = createRuntime();
  return new Map(
    resolvers.map((resolver) => [
      `${resolver.typeName}.${resolver.fieldName}`,
      createFieldResolver(resolver, dataSources, runtime),
    ]),
  );
}

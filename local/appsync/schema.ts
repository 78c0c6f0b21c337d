import { readFileSync } from 'node:fs';
import {
  buildASTSchema,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  parse,
  validateSchema,
} from 'graphql';
import { createRuntime } from './appsync-js/runtime.ts';
import { ruleOf } from './auth/field-rule.ts';
import { guardField, type Limits } from './execution/guard-field.ts';
import { createFieldResolver, type FieldResolver } from './execution/run-resolver.ts';
import type { AppSyncOptions } from './options.ts';
import { awsScalars } from './scalars/aws-scalars.ts';
import { conversionFor } from './scalars/built-in-scalars.ts';
import { implementScalar } from './scalars/scalar.ts';

const appSyncDefinitions = parse(readFileSync(new URL('../../graphql/appsync.graphql', import.meta.url), 'utf8'));
const maximumResolverCount = 10_000;

/**
 * Builds the executable schema of an API: its SDL with AppSync's scalars and directives, and on every field its rule,
 * its limits and its resolver. Throws when the SDL is no valid schema, or a resolver names a field that does not exist.
 */
export function buildApiSchema(options: AppSyncOptions): GraphQLSchema {
  const schema = readSchema(options.schema);
  for (const scalar of awsScalars) {
    const type = schema.getType(scalar.name);
    if (isScalarType(type)) implementScalar(type, scalar);
  }
  attachResolvers(schema, options);
  return schema;
}

function readSchema(sdl: string): GraphQLSchema {
  try {
    const schema = buildASTSchema(withAppSyncDefinitions(parse(sdl)));
    const errors = [...validateSchema(schema), ...customScalars(schema)];
    if (errors.length > 0) throw new Error(errors.map(withPlace).join('\n'));
    return schema;
  } catch (error) {
    const reason = error instanceof GraphQLError ? withPlace(error) : error instanceof Error ? error.message : error;
    throw new Error(`the schema is not valid: ${reason}`, { cause: error });
  }
}

// A schema may declare AppSync's own scalars and directives, as one written for other tools does; AppSync's count.
function withAppSyncDefinitions({ definitions, ...document }: DocumentNode): DocumentNode {
  const keyOf = (node: DocumentNode['definitions'][number]) =>
    node.kind === Kind.SCALAR_TYPE_DEFINITION || node.kind === Kind.DIRECTIVE_DEFINITION
      ? `${node.kind} ${node.name.value}`
      : undefined;
  const own = new Set(appSyncDefinitions.definitions.map(keyOf));
  const others = definitions.filter((node) => keyOf(node) === undefined || !own.has(keyOf(node)));
  return { ...document, definitions: [...appSyncDefinitions.definitions, ...others] };
}

/** https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html */
function customScalars(schema: GraphQLSchema): GraphQLError[] {
  const known = new Set(awsScalars.map(({ name }) => name));
  return Object.values(schema.getTypeMap())
    .filter((type) => isScalarType(type) && !isSpecifiedScalarType(type) && !known.has(type.name))
    .map(
      (type) => new GraphQLError(`AppSync takes no scalar of your own: ${type.name}`, { nodes: type.astNode ?? null }),
    );
}

function withPlace({ message, locations }: GraphQLError): string {
  const [place] = locations ?? [];
  return place ? `${place.line}:${place.column} ${message}` : message;
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

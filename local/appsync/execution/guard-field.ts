import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import { type FieldRule, passes } from '../auth/field-rule.ts';
import { FieldError, unauthorizedField } from './field-error.ts';
import type { RequestContext } from './request-context.ts';
import type { FieldResolver } from './run-resolver.ts';

/** The API's limits on one request. */
export interface Limits {
  /** Deepest field that is resolved; 0 means no limit. */
  readonly depth: number;
  /** Most resolvers that run. */
  readonly resolvers: number;
}

/** Wraps a field's resolver in what comes before it: who may read the field, and the limits on the request. */
export function guardField(
  rule: FieldRule,
  limits: Limits,
  resolver: FieldResolver | undefined,
): GraphQLFieldResolver<unknown, RequestContext> {
  return (source, args, context, info) => {
    if (!passes(rule, context.groups)) throw unauthorizedField(info.parentType.name, info.fieldName);
    if (limits.depth > 0 && depthOf(info) > limits.depth) throw tooDeep(limits.depth);
    if (!resolver) return readProperty(source, info.fieldName);
    context.resolverCount += 1;
    if (context.resolverCount > limits.resolvers) throw tooManyResolvers(limits.resolvers);
    return resolver(source, args, context, info);
  };
}

/** Reads a field without a resolver from its parent, as AppSync does; a missing one is null. */
function readProperty(source: unknown, name: string): unknown {
  return typeof source === 'object' && source !== null ? (source as Record<string, unknown>)[name] : null;
}

// List indexes are no fields, so they do not count.
function depthOf({ path }: GraphQLResolveInfo): number {
  let depth = 0;
  for (let step: GraphQLResolveInfo['path'] | undefined = path; step; step = step.prev) {
    if (typeof step.key === 'string') depth += 1;
  }
  return depth;
}

const tooDeep = (limit: number) =>
  new FieldError(`Query depth limit of ${limit} has been reached.`, 'QueryDepthLimitReached');
const tooManyResolvers = (limit: number) =>
  new FieldError(`Resolver execution limit of ${limit} has been reached.`, 'ResolverExecutionLimitReached');

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

/** What a field is guarded with. */
export interface Guards {
  readonly rule: FieldRule;
  readonly limits: Limits;
  /** Makes of the field's value one of its type, where that takes anything. */
  readonly convert: ((value: unknown) => unknown) | undefined;
}

/**
 * Wraps a field's resolver in what comes before and after it: who may read the field, the limits on the request, and what
 * becomes of the value.
 */
export function guardField(
  { rule, limits, convert }: Guards,
  resolver: FieldResolver | undefined,
): GraphQLFieldResolver<unknown, RequestContext> {
  return (source, args, context, info) => {
    if (!passes(rule, context.groups)) throw unauthorizedField(info.parentType.name, info.fieldName);
    if (limits.depth > 0 && depthOf(info) > limits.depth) throw tooDeep(limits.depth);
    if (!resolver) {
      const value = readProperty(source, info.fieldName);
      return convert ? convert(value) : value;
    }
    context.resolverCount += 1;
    if (context.resolverCount > limits.resolvers) throw tooManyResolvers(limits.resolvers);
    const value = resolver(source, args, context, info);
    if (!convert) return value;
    return value instanceof Promise ? value.then(convert) : convert(value);
  };
}

/** Reads a field without a resolver from its parent, as AppSync does; a missing one is null. */
function readProperty(source: unknown, name: string): unknown {
  if (typeof source !== 'object' || source === null || !Object.hasOwn(source, name)) return null;
  return (source as Record<string, unknown>)[name];
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

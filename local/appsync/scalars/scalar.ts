import { type GraphQLScalarType, Kind, type ValueNode } from 'graphql';

/** Thrown when a value does not fit a scalar; the message is AppSync's, to be put behind where it happened. */
export class ScalarError extends Error {
  override readonly name = 'ScalarError';
}

/** One of AppSync's scalars: how its values look and what AppSync calls them in errors. */
export interface AwsScalar {
  readonly name: string;
  /** As in "Unable to parse `x` as a valid …". */
  readonly noun: string;
  /** A JSON value of a request to the resolver's value; undefined when it does not fit. */
  readonly parse: (value: unknown) => unknown;
  /** A resolver's value to the reply's; undefined when it does not fit. @default parse */
  readonly serialize?: (value: unknown) => unknown;
}

/** Puts AppSync's behaviour on a scalar that `appsync.graphql` only names. */
export function implementScalar(type: GraphQLScalarType, { noun, parse, serialize = parse }: AwsScalar): void {
  type.parseValue = (value) => fitting(parse(value), `Unable to parse \`${show(value)}\` as a valid ${noun}.`);
  type.parseLiteral = (node) => type.parseValue(literalOf(node));
  type.serialize = (value) => fitting(serialize(value), `Unable to serialize \`${show(value)}\` as a valid ${noun}.`);
}

function fitting(value: unknown, message: string): unknown {
  if (value === undefined) throw new ScalarError(message);
  return value;
}

// A literal is a string or a whole number; an object is none of AppSync's scalars, not even AWSJSON.
function literalOf(node: ValueNode): unknown {
  if (node.kind === Kind.STRING) return node.value;
  return node.kind === Kind.INT ? Number(node.value) : undefined;
}

const show = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

import { buildOperationNodeForField } from '@graphql-tools/utils';
import { type GraphQLField, type GraphQLSchema, isRequiredArgument, Kind, OperationTypeNode, print } from 'graphql';
import type { Example } from './example.ts';
import { sampleValue } from './sample-value.ts';

/** How deep an example selects: deep enough to show what a list holds, short enough to read. */
const depthLimit = 3;

/** A request for each query and each mutation of a schema, with sample values for the arguments that it needs. */
export function generatedExamples(schema: GraphQLSchema): readonly Example[] {
  return [OperationTypeNode.QUERY, OperationTypeNode.MUTATION].flatMap((kind) =>
    Object.values(schema.getRootType(kind)?.getFields() ?? {}).map((field) => exampleOf(schema, kind, field)),
  );
}

function exampleOf(schema: GraphQLSchema, kind: OperationTypeNode, field: GraphQLField<unknown, unknown>): Example {
  const needed = field.args.filter(isRequiredArgument);
  const operation = buildOperationNodeForField({ schema, kind, field: field.name, depthLimit });
  return {
    name: field.name,
    description: field.description ?? '',
    query: print({ ...operation, name: { kind: Kind.NAME, value: field.name } }),
    variables: JSON.stringify(Object.fromEntries(needed.map(({ name, type }) => [name, sampleValue(type)])), null, 2),
  };
}

import {
  type ASTVisitor,
  type FieldNode,
  GraphQLError,
  getNamedType,
  isIntrospectionType,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

const once = ['__schema', '__type', 'fields', 'inputFields', 'interfaces', 'possibleTypes'];
const maximumFields = 500;
const maximumDepth = 20;

/**
 * Validation rule of graphql-java: introspection is for tools that read the schema once; more would run no resolver, meet
 * no limit of the API and still multiply at each level.
 * https://www.graphql-java.com/documentation/limits
 */
export function goodFaithIntrospection(context: ValidationContext): ASTVisitor {
  let operationCounts = new Map<string, number>();
  return {
    OperationDefinition: () => {
      operationCounts = new Map();
    },
    Field(node) {
      const type = getNamedType(context.getType());
      if (!type || !isIntrospectionType(type) || !/^__(schema|type)$/.test(node.name.value)) return undefined;
      const fault = findFault(node, context, operationCounts);
      if (fault === undefined) return undefined;
      const message = `This request is not asking for introspection in good faith - ${fault}`;
      context.reportError(new GraphQLError(message, { nodes: node }));
      return false;
    },
  };
}

/** Walks the fields below with their fragments, as they will be executed. */
function findFault(root: FieldNode, context: ValidationContext, counts: Map<string, number>): string | undefined {
  let fields = 0;
  const visit = (node: FieldNode, depth: number): string | undefined => {
    const name = node.name.value;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    fields += 1;
    if (count > 1 && once.includes(name)) return `'${coordinates(name)}' is present too often!`;
    if (fields > maximumFields || depth > maximumDepth) return 'query is too big';
    for (const child of fieldsOf(node.selectionSet, context, new Set())) {
      const fault = visit(child, depth + 1);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
  return visit(root, 1);
}

const coordinates = (name: string) => (name.startsWith('__') ? `Query.${name}` : `__Type.${name}`);

function* fieldsOf(
  set: SelectionSetNode | undefined,
  context: ValidationContext,
  visited: Set<string>,
): Generator<FieldNode> {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === 'Field') {
      yield selection;
    } else if (selection.kind === 'InlineFragment') {
      yield* fieldsOf(selection.selectionSet, context, visited);
    } else if (!visited.has(selection.name.value)) {
      visited.add(selection.name.value);
      yield* fieldsOf(context.getFragment(selection.name.value)?.selectionSet, context, visited);
    }
  }
}

import {
  type ASTVisitor,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

const maximumFields = 100_000;

/**
 * Validation rule of graphql-java: an operation asks for so many fields at most, those of a fragment counted wherever it
 * is spread. A few fragments that spread each other twice would otherwise ask for more than any machine can answer.
 */
export function fieldCount(context: ValidationContext): ASTVisitor {
  const countOfFragment = new Map<string, number>();
  const count = (set: SelectionSetNode | undefined): number =>
    set?.selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + 1 + count(selection.selectionSet);
      if (selection.kind === Kind.INLINE_FRAGMENT) return sum + count(selection.selectionSet);
      return sum + countFragment(selection.name.value);
    }, 0) ?? 0;
  const countFragment = (name: string): number => {
    const known = countOfFragment.get(name);
    if (known !== undefined) return known;
    // A fragment within itself is another rule's finding.
    countOfFragment.set(name, 0);
    const fields = count(context.getFragment(name)?.selectionSet);
    countOfFragment.set(name, fields);
    return fields;
  };
  return {
    OperationDefinition(operation: OperationDefinitionNode) {
      const fields = count(operation.selectionSet);
      if (fields <= maximumFields) return;
      const message = `Query has ${fields} fields which exceeds maximum allowed ${maximumFields}`;
      context.reportError(new GraphQLError(message, { nodes: operation }));
    },
  };
}

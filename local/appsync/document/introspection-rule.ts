import { type ASTVisitor, GraphQLError, getNamedType, type ValidationContext } from 'graphql';

/**
 * Validation rule of an API with introspection off: the fields of `__schema` and `__type` are unknown; `__typename`
 * still answers.
 */
export function introspectionOff(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      const { name } = getNamedType(context.getParentType()) ?? {};
      if (name === '__Schema' || name === '__Type') {
        context.reportError(
          new GraphQLError(`Cannot query field "${node.name.value}" on type "${name}".`, { nodes: node }),
        );
        return false;
      }
      return undefined;
    },
  };
}

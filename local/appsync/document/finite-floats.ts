import {
  type ASTVisitor,
  type FloatValueNode,
  GraphQLError,
  GraphQLFloat,
  getNamedType,
  type IntValueNode,
  type ValidationContext,
} from 'graphql';

/** Validation rule: a number that a double cannot hold, such as 1e400, is no Float; graphql-js reads it as infinite. */
export function finiteFloats(context: ValidationContext): ASTVisitor {
  const check = (node: FloatValueNode | IntValueNode) => {
    if (getNamedType(context.getInputType()) !== GraphQLFloat || Number.isFinite(Number(node.value))) return;
    context.reportError(new GraphQLError(`Float cannot represent infinite value: ${node.value}`, { nodes: node }));
  };
  return { FloatValue: check, IntValue: check };
}

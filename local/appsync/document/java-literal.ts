import { Kind, type ValueNode } from 'graphql';
import { javaDecimal } from './java-decimal.ts';

/** Writes a literal the way graphql-java's `toString` does in its messages. */
export function javaLiteral(node: ValueNode): string {
  switch (node.kind) {
    case Kind.NULL:
      return 'NullValue{}';
    case Kind.VARIABLE:
      return `VariableReference{name='${node.name.value}'}`;
    case Kind.STRING:
      return `StringValue{value='${node.value}'}`;
    case Kind.ENUM:
      return `EnumValue{name='${node.value}'}`;
    case Kind.FLOAT:
      return `FloatValue{value=${javaDecimal(node.value)}}`;
    case Kind.LIST:
      return `ArrayValue{values=[${node.values.map(javaLiteral).join(', ')}]}`;
    case Kind.OBJECT: {
      const fields = node.fields.map(
        ({ name, value }) => `ObjectField{name='${name.value}', value=${javaLiteral(value)}}`,
      );
      return `ObjectValue{objectFields=[${fields.join(', ')}]}`;
    }
    default:
      return `${node.kind}{value=${node.value}}`;
  }
}

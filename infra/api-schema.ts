import { Definition, SchemaFile } from 'aws-cdk-lib/aws-appsync';
import { Kind, parse, print, visit } from 'graphql';

/**
 * The schema as AppSync takes it. AppSync has refused descriptions on enum values and descriptions in single quotes
 * (https://github.com/aws/aws-appsync-community/issues/55, https://github.com/aws/aws-appsync-community/issues/38), so
 * the former are left out and all others are written as blocks.
 */
export function deployableSchema(schemaFile: string): Definition {
  const schema = SchemaFile.fromAsset(schemaFile);
  const document = visit(parse(schema.definition, { noLocation: true }), {
    [Kind.ENUM_VALUE_DEFINITION]: ({ kind, name, directives = [] }) => ({ kind, name, directives }),
    [Kind.STRING]: (text, key) => (key === 'description' ? { ...text, block: true } : text),
  });
  schema.definition = `${print(document)}\n`;
  return Definition.fromSchema(schema);
}

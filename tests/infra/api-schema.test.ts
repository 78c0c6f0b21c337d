import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { Kind, parse, print, type TypeDefinitionNode, visit } from 'graphql';
import { describe, expect, it } from 'vitest';
import { deployableSchema } from '../../infra/api-schema.ts';

const schemaFile = fileURLToPath(new URL('../../graphql/schema.graphql', import.meta.url));

describe('the schema as deployed', () => {
  const deployed = parse(deployedText());

  it('says what the contract says, but for descriptions', () => {
    expect(withoutDescriptions(deployedText())).toBe(withoutDescriptions(readFileSync(schemaFile, 'utf8')));
  });

  it('describes types, fields and inputs in blocks, and no enum value', () => {
    const blocks: boolean[] = [];
    visit(deployed, {
      [Kind.STRING]: ({ block }, key) => {
        if (key === 'description') blocks.push(block === true);
      },
    });
    const enums = deployed.definitions.filter((definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION);

    expect(blocks.every(Boolean)).toBe(true);
    expect(deployed.definitions.every((definition) => (definition as TypeDefinitionNode).description)).toBe(true);
    expect(enums.flatMap(({ values = [] }) => values).some(({ description }) => description)).toBe(false);
  });
});

function deployedText(): string {
  const stack = new Stack(new App(), 'Stack');
  new GraphqlApi(stack, 'Api', { name: 'api', definition: deployableSchema(schemaFile) });
  const [schema] = Object.values(Template.fromStack(stack).findResources('AWS::AppSync::GraphQLSchema'));
  return String(schema?.Properties.Definition);
}

function withoutDescriptions(text: string): string {
  return print(
    visit(parse(text), { enter: (node) => ('description' in node ? { ...node, description: undefined } : node) }),
  );
}

import { createRequire } from 'node:module';
import type { GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';

// A schema belongs to the copy of graphql that made it, and the plugin requires the CommonJS one.
const load = createRequire(import.meta.url);
const { buildSchema }: typeof import('graphql') = load('graphql');
const { plugin }: { plugin(schema: GraphQLSchema): string } = load('../../graphql/domain-plugin.cjs');

/** What is generated for a field with this description. */
function generated(description: string): string {
  return plugin(
    buildSchema(`
      input CustomerInput { "${description}" creditSpread: Float! }
      enum RemediationStrategy { "In the data: Deferment." DEFERMENT }
      type Query { strategy: RemediationStrategy }
    `),
  );
}

describe('the generated domain', () => {
  it.each([
    ['Spread in points, 0 to 10.', 0, 10],
    ['Spread in points, 0.5 to 1.5.', 0.5, 1.5],
    ['Spread in points, -2 to -0.25; 0 is none.', -2, -0.25],
    ['Spread in points, 0 to 1. Within 3 to 4 days.', 0, 1],
  ])('takes the range of "%s"', (description, minimum, maximum) => {
    const text = generated(description);

    expect(text).toContain(`"minimum": ${minimum},`);
    expect(text).toContain(`"maximum": ${maximum}\n`);
  });

  it.each([
    ['Spread in points.', 'the description of creditSpread gives no range "A to B"'],
    ['Spread in points, 1.5 to 0.5.', 'the description of creditSpread gives the range 1.5 to 0.5, which is empty'],
    ['Spread in points, 5 to 5.', 'the description of creditSpread gives the range 5 to 5, which is empty'],
  ])('is refused for "%s"', (description, message) => {
    expect(() => generated(description)).toThrow(`schema.graphql: ${message}`);
  });
});

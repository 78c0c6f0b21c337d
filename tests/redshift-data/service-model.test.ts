import { describe, expect, it } from 'vitest';
import type { Shape } from '../../local/constraints.ts';
import { allOperations } from '../../local/redshift-data/operations/all-operations.ts';
import { findServiceModel, type ModelShape, sdkOperations, sdkRequest } from './service-model.ts';

const model = findServiceModel();

/** Where a shape says other than the model's; members that the model's release doesn't know are passed over. */
function differences(shape: Shape, name: string, path: string): string[] {
  const theirs = model?.shapes[name];
  if (!theirs) return [`${path}: the model has no ${name}`];
  const ours = asInModel(shape);
  const facts = (['type', 'min', 'max', 'pattern', 'enum'] as const)
    .filter((fact) => String(ours[fact]) !== String(fact === 'enum' ? sorted(theirs.enum) : theirs[fact]))
    .map((fact) => `${path}: ${fact} is ${ours[fact]} instead of ${theirs[fact]}`);
  if (shape.type === 'list') return [...facts, ...differences(shape.member, theirs.member?.shape ?? '', `${path}[]`)];
  if (shape.type !== 'structure') return facts;
  const members = Object.entries(shape.members).flatMap(([member, memberShape]) => {
    const known = theirs.members?.[member];
    return known ? differences(memberShape, known.shape, `${path}.${member}`) : [];
  });
  return [...facts, ...members];
}

function asInModel(shape: Shape): ModelShape {
  switch (shape.type) {
    case 'integer':
      return { type: 'integer', min: shape.least, max: shape.most };
    case 'string':
      return {
        type: 'string',
        ...(shape.minLength !== undefined && { min: shape.minLength }),
        ...(shape.maxLength !== undefined && { max: shape.maxLength }),
        // The service means the whole text, whether it says so or not.
        ...(shape.pattern && { pattern: shape.pattern.source.slice(1, -1).replaceAll('\\/', '/') }),
        ...(shape.values && { enum: sorted(shape.values) ?? [] }),
      };
    case 'list':
      return {
        type: 'list',
        min: shape.minLength ?? 0,
        ...(shape.maxLength !== undefined && { max: shape.maxLength }),
      };
    default:
      return { type: shape.type };
  }
}

const sorted = (texts: readonly string[] | undefined) => texts && [...texts].sort();

describe('the operations', () => {
  it('are those of the SDK', () => {
    expect(allOperations.map(({ name }) => name)).toEqual(sdkOperations);
  });

  it.each(allOperations)(
    'take the members that the SDK sends, and want those that it must: $name',
    ({ name, shape }) => {
      const required = Object.entries(shape.members).filter(([, member]) => member.required);

      expect(Object.keys(shape.members).sort()).toEqual(sdkRequest(name).members);
      expect(required.map(([member]) => member)).toEqual(sdkRequest(name).required);
    },
  );
});

describe.runIf(model)('the constraints of a request', () => {
  it.each(allOperations.filter(({ name }) => model?.operations[name]))(
    'are those of the service’s own model: $name',
    ({ name, shape }) => {
      expect(differences(shape, model?.operations[name]?.input.shape ?? '', name)).toEqual([]);
    },
  );
});

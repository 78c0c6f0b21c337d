import { describe, expect, it } from 'vitest';
import { propertiesOf } from '../../local/template/resource-properties.ts';

const resource = (properties: Readonly<Record<string, unknown>>) =>
  propertiesOf({ logicalId: 'Pool', type: 'AWS::Cognito::UserPool', properties, ref: 'pool', attributes: {} });

describe('the properties of a resource', () => {
  it('are read by type, numbers and booleans as CloudFormation takes them', () => {
    const properties = resource({
      Name: 'pool',
      Count: 3,
      Text: '3',
      On: true,
      Off: 'false',
      Names: ['a', 1],
      Variables: { STAGE: 'dev', LIMIT: 5 },
      Policies: { Password: { MinimumLength: 12 } },
      Rules: [{ Priority: 1 }, { Priority: 2 }],
    });

    expect(properties.text('Name')).toBe('pool');
    expect(properties.text('Count')).toBe('3');
    expect([properties.number('Count'), properties.number('Text')]).toEqual([3, 3]);
    expect([properties.integer('Count', 0, 3), properties.integer('Text', 3, 9)]).toEqual([3, 3]);
    expect(properties.choice('Name', ['pond', 'pool'])).toBe('pool');
    expect([properties.boolean('On'), properties.boolean('Off')]).toEqual([true, false]);
    expect(properties.texts('Names')).toEqual(['a', '1']);
    expect(properties.textsByName('Variables')).toEqual({ STAGE: 'dev', LIMIT: '5' });
    expect(properties.object('Policies').object('Password').number('MinimumLength')).toBe(12);
    expect(properties.objects('Rules').map((rule) => rule.number('Priority'))).toEqual([1, 2]);
    expect(properties.object('Policies').names).toEqual(['Password']);
    expect(properties.value('Names')).toEqual(['a', 1]);
  });

  it('that are missing are undefined or empty', () => {
    const properties = resource({});

    expect([properties.text('A'), properties.number('A'), properties.boolean('A'), properties.value('A')]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect([properties.texts('A'), properties.objects('A'), properties.object('A').names]).toEqual([[], [], []]);
    expect(properties.textsByName('A')).toEqual({});
    expect(properties.object('A').object('B').text('C')).toBeUndefined();
  });

  it('of another type are refused by resource and property', () => {
    const properties = resource({ A: ['x'], B: 'x', C: { D: null }, E: [1, {}], F: '', G: 1.5 });

    expect(() => properties.text('A')).toThrow('Resource "Pool".A: expected a string, found ["x"]');
    expect(() => properties.requiredText('Z')).toThrow('Resource "Pool".Z: expected a string, found undefined');
    expect(() => properties.number('B')).toThrow('Resource "Pool".B: expected a number, found "x"');
    expect(() => properties.number('F')).toThrow('Resource "Pool".F: expected a number, found ""');
    expect(() => properties.integer('G', 0, 9)).toThrow('.G: expected a whole number from 0 to 9, found 1.5');
    expect(() => properties.choice('B', ['y', 'z'])).toThrow('Resource "Pool".B: expected y or z, found "x"');
    expect(() => properties.boolean('B')).toThrow('Resource "Pool".B: expected true or false, found "x"');
    expect(() => properties.texts('B')).toThrow('Resource "Pool".B: expected a list, found "x"');
    expect(() => properties.object('B')).toThrow('Resource "Pool".B: expected an object, found "x"');
    expect(() => properties.object('C').text('D')).toThrow('Resource "Pool".C.D: expected a string, found null');
    expect(() => properties.objects('E')).toThrow('Resource "Pool".E[0]: expected an object, found 1');
    expect(() => properties.texts('E')).toThrow('Resource "Pool".E[1]: expected a string, found {}');
  });
});

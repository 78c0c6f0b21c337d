import * as sdk from '@aws-sdk/client-redshift-data';
import { describe, expect, it } from 'vitest';
import { allOperations } from '../../local/redshift-data/operations/all-operations.ts';
import { differences, findServiceModel, sdkOperations, sdkRequest } from '../service-model.ts';

// Other constraints were before the service had sessions.
const model = findServiceModel('redshift-data', 'SessionAliveSeconds');

describe('the operations', () => {
  it('are those of the SDK', () => {
    expect(allOperations.map(({ name }) => name)).toEqual(sdkOperations(sdk));
  });

  it.each(allOperations)(
    'take the members that the SDK sends, and want those that it must: $name',
    ({ name, shape }) => {
      const required = Object.entries(shape.members).filter(([, member]) => member.required);

      expect(Object.keys(shape.members).sort()).toEqual(sdkRequest(sdk, name).members);
      expect(required.map(([member]) => member).sort()).toEqual(sdkRequest(sdk, name).required);
    },
  );
});

describe.runIf(model)('the constraints of a request', () => {
  it.each(allOperations.filter(({ name }) => model?.operations[name]))(
    'are those of the service’s own model: $name',
    ({ name, shape }) => {
      const input = model?.operations[name]?.input.shape ?? '';

      expect(model && differences(model, shape, input, name)).toEqual([]);
    },
  );
});

import * as sdk from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { allOperations } from '../../local/cognito/operations/all-operations.ts';
import { authFlows, challengeNames } from '../../local/cognito/protocol/request-members.ts';
import { differences, findServiceModel, sdkOperations, sdkRequest } from '../service-model.ts';

const model = findServiceModel('cognito-idp', 'ClientIdType');

describe('the operations', () => {
  it('are of those that the SDK has', () => {
    expect(sdkOperations(sdk)).toEqual(expect.arrayContaining(allOperations.map(({ name }) => name)));
  });

  it('take the members that the SDK sends, and want those that it must', () => {
    const ours = allOperations.map(({ name, shape: { members } }) => ({
      ...{ name, members: Object.keys(members).sort() },
      required: Object.keys(members)
        .filter((member) => members[member]?.required)
        .sort(),
    }));

    expect(ours).toEqual(allOperations.map(({ name }) => ({ name, ...sdkRequest(sdk, name) })));
  });

  it('know every flow and challenge of the SDK', () => {
    expect([...authFlows].sort()).toEqual(Object.values(sdk.AuthFlowType).sort());
    expect([...challengeNames].sort()).toEqual(Object.values(sdk.ChallengeNameType).sort());
  });
});

describe.runIf(model)('the constraints of a request', () => {
  it('are those of the service’s own model', () => {
    const found = allOperations.flatMap(({ name, shape }) => {
      const input = model?.operations[name]?.input.shape;
      return model && input !== undefined ? differences(model, shape, input, name) : [];
    });

    expect([...new Set(found)]).toEqual([]);
  });
});

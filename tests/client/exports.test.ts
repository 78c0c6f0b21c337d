import { describe, expect, it } from 'vitest';
import * as errors from '../../client/errors.ts';
import * as exampleCustomer from '../../client/example-customer.ts';
import * as recourse from '../../client/recourse.ts';

describe('the client’s public names', () => {
  it('change only on purpose', () => {
    const names = [recourse, errors, exampleCustomer].map((module) => Object.keys(module).sort());

    expect(names).toMatchInlineSnapshot(`
      [
        [
          "createRecourse",
        ],
        [
          "InternalFailureError",
          "InvalidCustomerError",
          "InvalidRequestError",
          "ModelNotReadyError",
          "PredictionTimedOutError",
          "RecourseError",
          "RequestTimedOutError",
          "ThrottledError",
          "TransportError",
          "UnauthenticatedError",
          "UnauthorizedError",
          "WarehouseUnavailableError",
        ],
        [
          "exampleCustomer",
        ],
      ]
    `);
  });
});

import { randomUUID } from 'node:crypto';
import type { FunctionError } from '../../../lambda/messages.ts';
import { StateError } from '../../interpreter/state-error.ts';
import type { IntegrationType } from '../integration.ts';
import type { Refusal } from '../service-error.ts';
import { invokeFunction, modeledErrors, refuseInvocation } from './invoke-function.ts';

/**
 * Invokes a function and fails as the function does.
 *
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
 */
export const invoke: IntegrationType = {
  arn: 'arn:aws:states:::lambda:invoke',
  open({ lambda }) {
    if (!lambda) return 'there is no Lambda here';
    return {
      refuse: (written) => refuseInvocation(lambda, written),
      async call(parameters, session) {
        const { reply, invocationType } = await invokeFunction({ lambda, refused }, parameters, session);
        if (!reply.ok) throw functionFailed(reply.error.functionError);
        const isEvent = invocationType === 'Event';
        return {
          ...(!isEvent && { ExecutedVersion: '$LATEST' }),
          Payload: isEvent ? '' : JSON.parse(JSON.stringify(reply.payload)),
          SdkHttpMetadata: { HttpStatusCode: isEvent ? 202 : 200 },
          SdkResponseMetadata: { RequestId: randomUUID() },
          StatusCode: isEvent ? 202 : 200,
        };
      },
    };
  },
};

/** This integration speaks in the words of an older SDK for Java. */
function refused({ name, message, status }: Refusal): StateError {
  const exception = modeledErrors.includes(name) ? name : 'AWSLambdaException';
  const request = `Error Code: ${name}; Request ID: ${randomUUID()}; Proxy: null`;
  return new StateError(`Lambda.${exception}`, `${message} (Service: AWSLambda; Status Code: ${status}; ${request})`);
}

function functionFailed(error: FunctionError | undefined): StateError {
  if (error?.errorType) return new StateError(error.errorType, JSON.stringify(error));
  const returned = JSON.stringify({ errorMessage: error?.errorMessage });
  const cause = 'The cause could not be determined because Lambda did not return an error type.';
  return new StateError('Lambda.Unknown', `${cause} Returned payload: ${returned}`);
}

import type { IntegrationType } from '../integration.ts';
import { sdkError } from '../service-error.ts';
import { invokeFunction, modeledErrors, refuseInvocation } from './invoke-function.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html, whose result tells of a function's failure as data. */
export const sdkInvoke: IntegrationType = {
  arn: 'arn:aws:states:::aws-sdk:lambda:invoke',
  open({ lambda }) {
    if (!lambda) return 'there is no Lambda here';
    const refused = (refusal: Parameters<typeof sdkError>[2]) => sdkError('Lambda', modeledErrors, refusal);
    return {
      refuse: (written) => refuseInvocation(lambda, written),
      async call(parameters, session) {
        const { reply, invocationType } = await invokeFunction({ lambda, refused }, parameters, session);
        if (invocationType === 'Event') return { Payload: '', StatusCode: 202 };
        const result = { ExecutedVersion: '$LATEST', StatusCode: 200 };
        if (reply.ok) return { ...result, Payload: JSON.stringify(reply.payload) };
        return { ...result, FunctionError: 'Unhandled', Payload: JSON.stringify(reply.error.functionError) };
      },
    };
  },
};

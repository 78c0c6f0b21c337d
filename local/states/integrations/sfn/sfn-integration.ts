import type { Operation } from '../../operations/operation.ts';
import { refuseArguments, textMembers } from '../arguments.ts';
import type { IntegrationType } from '../integration.ts';
import { sdkMember, sdkResult, serviceMembers } from '../sdk-members.ts';
import { refusing } from '../service-error.ts';

/** The errors of the service's model that tasks can meet here. */
export const modeledErrors = [
  'ExecutionDoesNotExist',
  'InvalidArn',
  'InvalidToken',
  'StateMachineDoesNotExist',
  'ValidationException',
];

/** Members of results that are moments. */
const moments = new Set(['StartDate', 'StopDate']);

/** An operation of this Step Functions itself, called in the name of the role. */
export function sfnIntegration(operation: Operation): IntegrationType {
  const { name, shape } = operation;
  const members = Object.keys(shape.members).map(sdkMember);
  const required = members.filter((_, index) => Object.values(shape.members)[index]?.required);
  return {
    arn: `arn:aws:states:::aws-sdk:sfn:${name.charAt(0).toLowerCase()}${name.slice(1)}`,
    open: ({ stepFunctions }) => ({
      refuse: (written) => refuseArguments(written, { members, required }),
      async call(parameters, { principal }) {
        const body = Buffer.from(JSON.stringify(serviceMembers(textMembers(parameters, []))));
        const output = await refusing('Sfn', modeledErrors, () => operation.call(stepFunctions(), principal, body));
        return sdkResult(JSON.parse(JSON.stringify(output)), moments);
      },
    }),
  };
}

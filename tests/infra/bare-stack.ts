import { App, Stack } from 'aws-cdk-lib';

/** A stack for one construct; the rules of CloudFormation are checked on the whole stack. */
export function bareStack(): Stack {
  return new Stack(new App({ builtinCloudFormationValidation: false }), 'Stack');
}

import { arn, type DeclaredResource, physicalName, type ResourceTypes } from '../resource-type.ts';

const functionName = (lambda: DeclaredResource) => physicalName(lambda, 'FunctionName', 64);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Lambda.html */
export const lambda: ResourceTypes = {
  'AWS::Lambda::Function': {
    ref: functionName,
    attributes: { Arn: (lambda) => arn(lambda, 'lambda', `function:${functionName(lambda)}`) },
  },
  'AWS::Lambda::Permission': { ref: (permission) => physicalName(permission, 'Id'), attributes: {} },
};

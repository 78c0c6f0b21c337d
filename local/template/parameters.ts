import type { ParameterDeclaration } from './document.ts';
import { uuid } from './identifiers.ts';
import { noValue, type StackEnvironment } from './scope.ts';
import { TemplateError } from './template-error.ts';

/**
 * The pseudo parameters of a stack by name.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
export function pseudoParameters(environment: StackEnvironment): Readonly<Record<string, unknown>> {
  const { region, accountId, stackName } = environment;
  return {
    'AWS::AccountId': accountId,
    'AWS::NoValue': noValue,
    'AWS::NotificationARNs': [],
    'AWS::Partition': 'aws',
    'AWS::Region': region,
    'AWS::StackId': `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/${uuid(environment, 'stack')}`,
    'AWS::StackName': stackName,
    'AWS::URLSuffix': 'amazonaws.com',
  };
}

/** The value of a parameter: a text, or a list of texts. */
export function parameterValue(
  name: string,
  { Type, Default }: ParameterDeclaration,
  environment: StackEnvironment,
  where: string,
): string | readonly string[] {
  if (Type.startsWith('AWS::SSM::')) {
    throw new TemplateError(where, `parameter ${name} is read from Parameter Store, which is not supported`);
  }
  const value = environment.parameters?.[name] ?? Default;
  if (value === undefined) throw new TemplateError(where, `parameter ${name} has neither value nor default`);
  const isList = Type === 'CommaDelimitedList' || Type.startsWith('List<');
  return isList
    ? String(value)
        .split(',')
        .map((item) => item.trim())
    : String(value);
}

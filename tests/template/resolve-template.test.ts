// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub and of IAM.
import { describe, expect, it } from 'vitest';
import type { TemplateDocument } from '../../local/template/document.ts';
import { resolveTemplate } from '../../local/template/resolve-template.ts';
import type { StackEnvironment } from '../../local/template/scope.ts';

const environment: StackEnvironment = {
  installationId: 'one',
  region: 'eu-west-1',
  accountId: '000000000000',
  stackName: 'loans',
  exports: { 'bank-name': 'First Bank' },
};
const bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'cases' } };

/** Resolves one value as an output, beside whatever else the template has. */
function resolved(value: unknown, rest: Partial<TemplateDocument> = {}): string | undefined {
  return resolveTemplate({ Resources: { Bucket: bucket }, ...rest, Outputs: { Answer: { Value: value } } }, environment)
    .outputs.Answer;
}

/** The properties of a log group, which may be anything. */
function propertiesOf(properties: Record<string, unknown>, rest: Partial<TemplateDocument> = {}): unknown {
  const document = { Resources: { Group: { Type: 'AWS::Logs::LogGroup', Properties: properties } }, ...rest };
  return resolveTemplate(document, environment).resources[0]?.properties;
}

describe('a resource of WAF', () => {
  it.each([
    ['IPSet', 'ipset'],
    ['RegexPatternSet', 'regexpatternset'],
    ['RuleGroup', 'rulegroup'],
    ['WebACL', 'webacl'],
  ])('of type %s has the Ref and the ARN that AWS would give', (type, kind) => {
    const Resources = { Own: { Type: `AWS::WAFv2::${type}`, Properties: { Name: 'office', Scope: 'REGIONAL' } } };
    const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';

    expect(resolved({ Ref: 'Own' }, { Resources })).toMatch(new RegExp(`^office\\|${uuid}\\|REGIONAL$`));
    expect(resolved({ 'Fn::GetAtt': ['Own', 'Arn'] }, { Resources })).toMatch(
      new RegExp(`^arn:aws:wafv2:eu-west-1:000000000000:regional/${kind}/office/${uuid}$`),
    );
  });
});

describe('a resource of Step Functions', () => {
  it.each([
    ['StateMachine', 'StateMachineName', 'stateMachine'],
    ['Activity', 'Name', 'activity'],
  ])('of type %s has the Ref and the attributes that AWS would give', (type, property, kind) => {
    const Resources = {
      Own: { Type: `AWS::StepFunctions::${type}`, Properties: { [property]: 'training' } },
      Unnamed: { Type: `AWS::StepFunctions::${type}` },
    };
    const states = 'arn:aws:states:eu-west-1:000000000000';

    expect(resolved({ Ref: 'Own' }, { Resources })).toBe(`${states}:${kind}:training`);
    expect(resolved({ 'Fn::GetAtt': ['Own', 'Arn'] }, { Resources })).toBe(`${states}:${kind}:training`);
    expect(resolved({ 'Fn::GetAtt': ['Own', 'Name'] }, { Resources })).toBe('training');
    expect(resolved({ Ref: 'Unnamed' }, { Resources })).toMatch(/:loans-Unnamed-[A-Z0-9]{12}$/);
  });
});

describe('intrinsic functions', () => {
  it.each<[string, unknown, string]>([
    ['Ref of a resource', { Ref: 'Bucket' }, 'cases'],
    ['Ref of a pseudo parameter', { Ref: 'AWS::Region' }, 'eu-west-1'],
    ['Fn::GetAtt with a list', { 'Fn::GetAtt': ['Bucket', 'Arn'] }, 'arn:aws:s3:::cases'],
    ['Fn::GetAtt with a text', { 'Fn::GetAtt': 'Bucket.Arn' }, 'arn:aws:s3:::cases'],
    ['Fn::Sub with a text', { 'Fn::Sub': '${AWS::Partition}/${Bucket}/${Bucket.Arn}' }, 'aws/cases/arn:aws:s3:::cases'],
    [
      'Fn::Sub with values',
      { 'Fn::Sub': ['${Key} in ${Bucket}', { Key: { Ref: 'AWS::StackName' } }] },
      'loans in cases',
    ],
    ['Fn::Sub with an escaped name', { 'Fn::Sub': '${!Literal} ${AWS::AccountId}' }, '${Literal} 000000000000'],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'Bucket' }, 3]] }, 'a-cases-3'],
    ['Fn::Select and Fn::Split', { 'Fn::Select': ['1', { 'Fn::Split': ['|', 'a|b|c'] }] }, 'b'],
    ['Fn::GetAZs', { 'Fn::Join': [',', { 'Fn::GetAZs': '' }] }, 'eu-west-1a,eu-west-1b,eu-west-1c'],
    ['Fn::GetAZs of a Region', { 'Fn::Select': [0, { 'Fn::GetAZs': 'us-east-2' }] }, 'us-east-2a'],
    ['Fn::Base64', { 'Fn::Base64': { Ref: 'Bucket' } }, 'Y2FzZXM='],
    ['Fn::ImportValue', { 'Fn::ImportValue': { 'Fn::Join': ['-', ['bank', 'name']] } }, 'First Bank'],
  ])('resolves %s', (_, value, expected) => {
    expect(resolved(value)).toBe(expected);
  });

  it('looks a value up in a mapping', () => {
    const Mappings = { Sizes: { 'eu-west-1': { rpu: 8 } } };

    expect(resolved({ 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'rpu'] }, { Mappings })).toBe('8');
    expect(() => resolved({ 'Fn::FindInMap': ['Sizes', 'mars', 'rpu'] }, { Mappings })).toThrow(
      'Output "Answer".Fn::FindInMap: no mapping Sizes.mars.rpu',
    );
  });

  it('drops a property and a list item that are AWS::NoValue', () => {
    const properties = { Name: 'x', Gone: { Ref: 'AWS::NoValue' }, Tags: ['a', { Ref: 'AWS::NoValue' }, 'b'] };

    expect(propertiesOf(properties)).toEqual({ Name: 'x', Tags: ['a', 'b'] });
  });

  it('leaves IAM’s own variables and conditions as they are', () => {
    const policy = { Condition: { StringEquals: { owner: '${aws:userid}' } } };

    expect(propertiesOf(policy)).toEqual(policy);
  });
});

describe('parameters', () => {
  const Parameters = {
    Stage: { Type: 'String', Default: 'dev' },
    Zones: { Type: 'CommaDelimitedList', Default: 'a, b' },
    Given: { Type: 'Number' },
    Bootstrap: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/version' },
  };

  it('take their default, or the value that is given', () => {
    expect(resolved({ Ref: 'Stage' }, { Parameters })).toBe('dev');
    expect(resolved({ 'Fn::Select': [1, { Ref: 'Zones' }] }, { Parameters })).toBe('b');
    const document = { Parameters, Resources: {}, Outputs: { Answer: { Value: { Ref: 'Given' } } } };
    expect(resolveTemplate(document, { ...environment, parameters: { Given: '7' } }).outputs.Answer).toBe('7');
  });

  it('are refused by name when the template has none of that name', () => {
    const document = { Parameters, Resources: {} };
    expect(() => resolveTemplate(document, { ...environment, parameters: { Given: '7', Staeg: 'prod' } })).toThrow(
      'Parameters: [Staeg] do not exist in the template',
    );
  });

  it('are refused by name when they have no value', () => {
    expect(() => resolved({ Ref: 'Given' }, { Parameters })).toThrow('parameter Given has neither value nor default');
    expect(() => resolved({ Ref: 'Bootstrap' }, { Parameters })).toThrow(
      'parameter Bootstrap is read from Parameter Store',
    );
  });
});

describe('conditions', () => {
  const Conditions = {
    IsIreland: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] },
    IsOhio: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-2'] },
    Both: { 'Fn::And': [{ Condition: 'IsIreland' }, { Condition: 'IsOhio' }] },
    Either: { 'Fn::Or': [{ Condition: 'IsIreland' }, { Condition: 'IsOhio' }] },
    Neither: { 'Fn::Not': [{ Condition: 'Either' }] },
  };

  it.each([
    ['IsIreland', 'yes'],
    ['IsOhio', 'no'],
    ['Both', 'no'],
    ['Either', 'yes'],
    ['Neither', 'no'],
  ])('choose by %s: %s', (condition, expected) => {
    expect(resolved({ 'Fn::If': [condition, 'yes', 'no'] }, { Conditions })).toBe(expected);
  });

  it('keep resources and outputs out when they are false', () => {
    const { resources, outputs } = resolveTemplate(
      {
        Conditions,
        Resources: { Here: bucket, Gone: { ...bucket, Condition: 'IsOhio' } },
        Outputs: { Gone: { Value: { Ref: 'Gone' }, Condition: 'IsOhio' } },
      },
      environment,
    );

    expect(resources.map(({ logicalId }) => logicalId)).toEqual(['Here']);
    expect(outputs).toEqual({});
  });

  it('do not resolve the branch that is not taken', () => {
    const value = { 'Fn::If': ['IsIreland', 'kept', { Ref: 'Nothing' }] };

    expect(resolved(value, { Conditions })).toBe('kept');
  });

  it('make a reference to a resource that is kept out an error', () => {
    const Resources = { Gone: { ...bucket, Condition: 'IsOhio' } };

    expect(() => resolved({ Ref: 'Gone' }, { Conditions, Resources })).toThrow(
      'resource Gone does not exist, its condition IsOhio is false',
    );
  });
});

describe('an error', () => {
  it.each<[string, unknown, string]>([
    ['an unknown function', { 'Fn::Cidr': ['10.0.0.0/16', 3] }, 'Output "Answer": unknown intrinsic function Fn::Cidr'],
    ['an unknown name', { Ref: 'Nobody' }, 'Output "Answer".Ref: there is no parameter or resource Nobody'],
    [
      'an unknown attribute',
      { 'Fn::GetAtt': ['Bucket', 'Colour'] },
      'Bucket (AWS::S3::Bucket) has no attribute Colour',
    ],
    ['an unknown export', { 'Fn::ImportValue': 'nowhere' }, 'no stack exports "nowhere"'],
    ['an unknown condition', { 'Fn::If': ['Never', 'a', 'b'] }, 'there is no condition Never'],
    ['an index outside the list', { 'Fn::Select': [3, ['a']] }, 'index 3 is outside a list of 1'],
    ['a condition function in a value', { 'Fn::Equals': ['a', 'a'] }, 'condition functions belong in Conditions'],
    ['a missing argument', { 'Fn::Join': [','] }, 'expected 2 arguments, found 1'],
    ['a list where a text belongs', { 'Fn::GetAZs': '' }, 'expected a string, found ['],
    ['a function beside other members', { Ref: 'Bucket', Other: 1 }, 'Ref must be the only member of its object'],
    ['a dynamic reference', '{{resolve:ssm:/secret}}', 'dynamic reference {{resolve:ssm:/secret}} is not supported'],
  ])('names %s', (_, value, message) => {
    expect(() => resolved(value)).toThrow(message);
  });

  it('names a property’s place', () => {
    expect(() => propertiesOf({ Tags: [{ Value: { 'Fn::Length': [] } }] })).toThrow(
      'Resource "Group".Tags[0].Value: unknown intrinsic function Fn::Length',
    );
  });

  it('names an unknown resource type and its logical id', () => {
    const Resources = { Moon: { Type: 'AWS::Moon::Base' } };

    expect(() => resolveTemplate({ Resources }, environment)).toThrow(
      'Resource "Moon": unknown resource type AWS::Moon::Base',
    );
  });

  it('names the circle of resources that wait for each other', () => {
    const Resources = {
      First: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: { Ref: 'Second' } } },
      Second: { Type: 'AWS::Logs::LogGroup', DependsOn: 'Third' },
      Third: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: { 'Fn::Sub': '${First.Arn}' } } },
    };

    expect(() => resolveTemplate({ Resources }, environment)).toThrow(
      'circular dependency: First -> Second -> Third -> First',
    );
  });

  it('names the circle of conditions', () => {
    const Conditions = { A: { 'Fn::Not': [{ Condition: 'B' }] }, B: { Condition: 'A' } };

    expect(() => resolved({ 'Fn::If': ['A', '1', '2'] }, { Conditions })).toThrow('circular dependency: A -> B -> A');
  });

  it('refuses macros', () => {
    const document = { Resources: {}, Transform: 'AWS::Serverless-2016-10-31' };

    expect(() => resolveTemplate(document, environment)).toThrow('macros are not supported');
  });
});

describe('ids', () => {
  const idsOf = (installationId: string, names: readonly string[]) => {
    const Resources = Object.fromEntries(names.map((name) => [name, { Type: 'AWS::Cognito::UserPool' }]));
    return resolveTemplate({ Resources }, { ...environment, installationId }).resources.map(({ ref }) => ref);
  };

  it('stay the same from start to start and when the template grows', () => {
    expect(idsOf('one', ['Pool', 'Other'])[0]).toBe(idsOf('one', ['Pool'])[0]);
  });

  it('differ between resources and between installations', () => {
    expect(new Set([...idsOf('one', ['Pool', 'Other']), ...idsOf('two', ['Pool', 'Other'])]).size).toBe(4);
  });

  it('keep the name that CloudFormation makes within the longest that IAM takes', () => {
    const Resources = { [`A${'x'.repeat(80)}`]: { Type: 'AWS::IAM::Role' } };
    const [role] = resolveTemplate({ Resources }, environment).resources;

    expect(role?.ref).toMatch(/^loans-Ax+-[A-Z0-9]{12}$/);
    expect(role?.ref).toHaveLength(64);
  });
});

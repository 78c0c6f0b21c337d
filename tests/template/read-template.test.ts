import { mkdtempSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Aws, CfnOutput, Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readTemplate } from '../../local/template/read-template.ts';
import type { Resource, Template } from '../../local/template/template.ts';
import { buildForInfra, synthesizeStack } from '../infra/synthesized-stack.ts';

const options = { installationId: 'one', region: 'us-east-1', accountId: '000000000000' };
let builtFolder: string;
let assemblyFolder: string;
let template: Template;

beforeAll(async () => {
  builtFolder = await buildForInfra();
  ({ assemblyFolder } = synthesizeStack(builtFolder));
  template = readTemplate(assemblyFolder, options);
});

/** The first resource of a type. */
function first(type: string): Resource {
  const resource = template.resources.find((candidate) => candidate.type === type);
  if (!resource) throw new Error(`The stack has no ${type}`);
  return resource;
}

describe('readTemplate on the synthesized stack', () => {
  it('leaves no function unresolved', () => {
    const text = JSON.stringify(template.resources.map(({ properties }) => properties));

    expect(text).not.toMatch(/"(Ref|Fn::\w+)":/);
  });

  it.each([
    ['AWS::Cognito::UserPool', /^us-east-1_[A-Za-z0-9]{9}$/],
    ['AWS::Cognito::UserPoolClient', /^[a-z0-9]{26}$/],
    ['AWS::AppSync::GraphQLApi', /^arn:aws:appsync:us-east-1:000000000000:apis\/[a-z0-9]{26}$/],
    ['AWS::Lambda::Function', /^recourse-dev-predictions$/],
    ['AWS::S3::Bucket', /^recourse-dev-[a-z0-9-]{1,50}$/],
    ['AWS::EC2::Subnet', /^subnet-[0-9a-f]{17}$/],
    ['AWS::RedshiftServerless::Workgroup', /^recourse-dev$/],
    ['AWS::WAFv2::WebACL', /^recourse-dev\|[0-9a-f-]{36}\|REGIONAL$/],
  ])('gives a %s the Ref that AWS would', (type, form) => {
    expect(first(type).ref).toMatch(form);
  });

  it.each([
    ['AWS::IAM::Role', 'Arn', /^arn:aws:iam::000000000000:role\/recourse-dev-/],
    ['AWS::Lambda::Function', 'Arn', /^arn:aws:lambda:us-east-1:000000000000:function:recourse-dev-predictions$/],
    [
      'AWS::AppSync::GraphQLApi',
      'GraphQLUrl',
      /^https:\/\/[a-z0-9]{26}\.appsync-api\.us-east-1\.amazonaws\.com\/graphql$/,
    ],
    ['AWS::RedshiftServerless::Workgroup', 'Workgroup.WorkgroupArn', /:000000000000:workgroup\/[0-9a-f-]{36}$/],
    ['AWS::Logs::LogGroup', 'Arn', /:log-group:\/aws\/redshift\/recourse-dev\/connectionlog:\*$/],
  ])('gives a %s the %s that AWS would', (type, attribute, form) => {
    expect(first(type).attributes[attribute]).toMatch(form);
  });

  it('ties the API to its user pool and client', () => {
    expect(first('AWS::AppSync::GraphQLApi').properties.UserPoolConfig).toMatchObject({
      UserPoolId: first('AWS::Cognito::UserPool').ref,
      AppIdClientRegex: `^${first('AWS::Cognito::UserPoolClient').ref}$`,
    });
  });

  it('gives the outputs', () => {
    expect(template.outputs).toMatchObject({
      GraphQLUrl: first('AWS::AppSync::GraphQLApi').attributes.GraphQLUrl,
      UserPoolId: first('AWS::Cognito::UserPool').ref,
      BucketName: first('AWS::S3::Bucket').ref,
      WorkgroupName: 'recourse-dev',
      DatabaseName: 'recourse',
      AdminSecretArn: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:redshift!recourse-dev-admin',
      ServingRoleName: 'recourse-dev-predictions',
    });
  });

  it('finds the function’s code, byte for byte what was built', async () => {
    const { S3Key } = first('AWS::Lambda::Function').properties.Code as { S3Key: string };
    const built = await readFile(join(builtFolder, 'handlers/predictions/index.mjs'));

    expect(await readFile(join(template.assetPath(S3Key), 'index.mjs'))).toEqual(built);
  });

  it('names an asset that is not there', () => {
    expect(() => template.assetPath('nothing.zip')).toThrow('no asset has the object key nothing.zip');
  });

  it('names the folder that holds no assembly', () => {
    const empty = mkdtempSync(join(tmpdir(), 'recourse-empty-'));

    expect(() => readTemplate(empty, options)).toThrow(join(empty, 'manifest.json'));
  });
});

describe('readTemplate on an assembly of several stacks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-assembly-'));
  const app = new App({ outdir: folder, builtinCloudFormationValidation: false });
  for (const [name, env] of [
    ['Bound', { account: '123456789012', region: 'eu-west-1' }],
    ['Free', {}],
  ] as const) {
    const stack = new Stack(app, name, { env });
    new LogGroup(stack, 'Log');
    new CfnOutput(stack, 'Place', { value: `${Aws.ACCOUNT_ID} ${Aws.REGION}` });
  }
  app.synth();

  it('says which files to choose from', () => {
    const files = ['Bound', 'Free'].map((name) => join(folder, `${name}.template.json`)).join(', ');

    expect(() => readTemplate(folder, options)).toThrow(`it holds several stacks, name one by its file: ${files}`);
  });

  it.each([
    ['Bound', 'the account and Region that it is bound to', '123456789012', 'eu-west-1'],
    ['Free', 'those of the installation when it is bound to none', '000000000000', 'us-east-1'],
  ])('gives stack %s %s', (stackName, _, accountId, region) => {
    const read = readTemplate(join(folder, `${stackName}.template.json`), options);

    expect(read).toMatchObject({ stackName, accountId, region, outputs: { Place: `${accountId} ${region}` } });
  });

  it('takes a template that stands alone', () => {
    const alone = join(mkdtempSync(join(tmpdir(), 'recourse-alone-')), 'Shop.json');
    writeFileSync(alone, JSON.stringify({ Resources: {}, Outputs: { Name: { Value: { Ref: 'AWS::StackName' } } } }));

    expect(readTemplate(alone, options).outputs).toEqual({ Name: 'Shop' });
  });

  it.each([
    ['Resources: {}', 'it holds no JSON object'],
    ['{ "name": "recourse" }', 'Resources: the template has none'],
  ])('says what is wrong with a file of %s', (text, message) => {
    const file = join(folder, 'stack.yaml');
    writeFileSync(file, text);

    expect(() => readTemplate(file, options)).toThrow(message);
  });
});

import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { Users } from '../../infra/users.ts';
import { bareStack } from './bare-stack.ts';

function templateOf(props: { readonly passwordAuth?: boolean } = {}): Template {
  const stack = bareStack();
  new Users(stack, 'Users', { name: 'people', ...props });
  return Template.fromStack(stack);
}

describe('Users', () => {
  it('lets administrators alone create users, with passwords of twelve characters', () => {
    templateOf().hasResourceProperties('AWS::Cognito::UserPool', {
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      Policies: { PasswordPolicy: { MinimumLength: 12 } },
    });
  });

  it('has the groups that the schema names', () => {
    const groups = Object.values(templateOf().findResources('AWS::Cognito::UserPoolGroup'));

    expect(groups.map(({ Properties }) => Properties.GroupName).sort()).toEqual(['admin', 'agent', 'analyst']);
  });

  it('has one client without a secret, whose tokens last an hour', () => {
    const template = templateOf();

    template.resourceCountIs('AWS::Cognito::UserPoolClient', 1);
    template.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      GenerateSecret: Match.absent(),
      IdTokenValidity: 60,
      AccessTokenValidity: 60,
      TokenValidityUnits: { IdToken: 'minutes', AccessToken: 'minutes' },
      PreventUserExistenceErrors: 'ENABLED',
    });
  });

  it('takes bare passwords only when asked to', () => {
    const flows = (template: Template) =>
      Object.values(template.findResources('AWS::Cognito::UserPoolClient'))[0]?.Properties.ExplicitAuthFlows;

    expect(flows(templateOf())).not.toContain('ALLOW_USER_PASSWORD_AUTH');
    expect(flows(templateOf({ passwordAuth: true }))).toContain('ALLOW_USER_PASSWORD_AUTH');
  });
});

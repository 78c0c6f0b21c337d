import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { Users } from '../../infra/users.ts';
import { bareStack } from './bare-stack.ts';

function templateOf(props: { readonly passwordAuth?: boolean } = {}): Template {
  const stack = bareStack();
  new Users(stack, 'Users', { name: 'people', appUrl: 'http://localhost:4000/', ...props });
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
      RefreshTokenValidity: 43_200,
      TokenValidityUnits: { IdToken: 'minutes', AccessToken: 'minutes', RefreshToken: 'minutes' },
      EnableTokenRevocation: true,
      PreventUserExistenceErrors: 'ENABLED',
    });
  });

  it('signs in on a hosted page by code alone, and sends people to the app alone', () => {
    templateOf().hasResourceProperties('AWS::Cognito::UserPoolClient', {
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'profile'],
      CallbackURLs: ['http://localhost:4000/'],
      LogoutURLs: ['http://localhost:4000/'],
      SupportedIdentityProviders: ['COGNITO'],
    });
  });

  it('has a domain that ends with the UUID of the stack', () => {
    templateOf().hasResourceProperties('AWS::Cognito::UserPoolDomain', {
      Domain: {
        'Fn::Join': ['', ['recourse-', { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] }]],
      },
    });
  });

  it('takes codes of an authenticator app from those who set one up, and sends none', () => {
    templateOf().hasResourceProperties('AWS::Cognito::UserPool', {
      MfaConfiguration: 'OPTIONAL',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    });
  });

  it('outlives the stack', () => {
    templateOf().hasResource('AWS::Cognito::UserPool', { DeletionPolicy: 'Retain' });
  });

  it('takes bare passwords only when asked to', () => {
    const flows = (template: Template) =>
      Object.values(template.findResources('AWS::Cognito::UserPoolClient'))[0]?.Properties.ExplicitAuthFlows;

    expect(flows(templateOf())).not.toContain('ALLOW_USER_PASSWORD_AUTH');
    expect(flows(templateOf({ passwordAuth: true }))).toContain('ALLOW_USER_PASSWORD_AUTH');
  });
});

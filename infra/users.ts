import { Aws, Duration, Fn, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  type IUserPool,
  type IUserPoolClient,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolClientIdentityProvider,
  type UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

/** Props of `Users`. */
export interface UsersProps {
  /** Name of the user pool. */
  readonly name: string;
  /** Where the hosted sign-in page sends people back to, after sign-in and after sign-out. */
  readonly appUrl: string;
  /** Lets the client send the password itself (USER_PASSWORD_AUTH), as a script can. @default false */
  readonly passwordAuth?: boolean;
}

/** Who may ask, least rights first; the schema's directives name them. */
const groups = {
  agent: 'Asks for predictions.',
  analyst: 'Asks for predictions and sees how good the model is.',
  admin: 'May do everything the API offers.',
};

/** The people who may call the API: a user pool that an administrator fills, its groups, sign-in page and one client. */
export class Users extends Construct {
  readonly userPool: IUserPool;
  readonly client: IUserPoolClient;
  readonly domain: UserPoolDomain;

  constructor(scope: Construct, id: string, { name, appUrl, passwordAuth = false }: UsersProps) {
    super(scope, id);

    const userPool = new UserPool(this, 'UserPool', {
      userPoolName: name,
      selfSignUpEnabled: false,
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      mfa: Mfa.OPTIONAL,
      // Texts to a phone can be taken over with its number, and each costs money.
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      // Who may ask is not to be lost with the stack.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledgeFindings(userPool);
    for (const [groupName, description] of Object.entries(groups)) {
      userPool.addGroup(groupName, { groupName, description });
    }

    this.userPool = userPool;
    this.domain = userPool.addDomain('Domain', { cognitoDomain: { domainPrefix: uniqueDomainPrefix() } });
    this.client = userPool.addClient('Client', {
      authFlows: { userSrp: true, userPassword: passwordAuth },
      // Without a client secret a code is worth something only to who has the verifier of its PKCE challenge.
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [appUrl],
        logoutUrls: [appUrl],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      idTokenValidity: Duration.minutes(60),
      accessTokenValidity: Duration.minutes(60),
      refreshTokenValidity: Duration.days(30),
      enableTokenRevocation: true,
      preventUserExistenceErrors: true,
    });
  }
}

function acknowledgeFindings(userPool: UserPool): void {
  Validations.of(userPool).acknowledge(
    {
      id: 'AwsSolutions-COG2',
      reason:
        'People of a bank without a second device must be able to ask; who has an authenticator app can set it up.',
    },
    {
      id: 'AwsSolutions-COG8',
      reason:
        'The plus plan costs a fee for each user and month; an administrator makes every user, and the firewall limits tries.',
    },
  );
}

/** Domain prefixes are unique among all accounts of a Region; so is the UUID that ends a stack's id. */
function uniqueDomainPrefix(): string {
  return `recourse-${Fn.select(2, Fn.split('/', Aws.STACK_ID))}`;
}

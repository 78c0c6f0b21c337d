import { Duration } from 'aws-cdk-lib';
import { type IUserPool, type IUserPoolClient, UserPool } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

/** Props of `Users`. */
export interface UsersProps {
  /** Name of the user pool. */
  readonly name: string;
  /** Lets the client send the password itself (USER_PASSWORD_AUTH), as a script can. @default false */
  readonly passwordAuth?: boolean;
}

/** Who may ask, least rights first; the schema's directives name them. */
const groups = {
  agent: 'Asks for predictions.',
  analyst: 'Asks for predictions and sees how good the model is.',
  admin: 'May do everything the API offers.',
};

/** The people who may call the API: a user pool that an administrator fills, its groups and its one client. */
export class Users extends Construct {
  readonly userPool: IUserPool;
  readonly client: IUserPoolClient;

  constructor(scope: Construct, id: string, { name, passwordAuth = false }: UsersProps) {
    super(scope, id);

    const userPool = new UserPool(this, 'UserPool', {
      userPoolName: name,
      selfSignUpEnabled: false,
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
    });
    for (const [groupName, description] of Object.entries(groups)) {
      userPool.addGroup(groupName, { groupName, description });
    }

    this.userPool = userPool;
    this.client = userPool.addClient('Client', {
      authFlows: { userSrp: true, userPassword: passwordAuth },
      disableOAuth: true,
      idTokenValidity: Duration.minutes(60),
      accessTokenValidity: Duration.minutes(60),
      preventUserExistenceErrors: true,
    });
  }
}

import { propertiesOf, type ResourceProperties } from '../../template/resource-properties.ts';
import type { Resource } from '../../template/template.ts';

/** An app client of a user pool, from `AWS::Cognito::UserPoolClient`. */
export interface UserPoolClient {
  readonly clientId: string;
  readonly name: string;
  /** With GenerateSecret: what the app must prove to know at each sign-in. */
  readonly secret: string | undefined;
  /** `ALLOW_USER_PASSWORD_AUTH`, ... */
  readonly authFlows: ReadonlySet<string>;
  readonly accessTokenSeconds: number;
  readonly idTokenSeconds: number;
  readonly refreshTokenSeconds: number;
  /** How long a challenge may be answered. */
  readonly challengeSeconds: number;
  /** With PreventUserExistenceErrors an unknown user looks like a wrong password. */
  readonly hidesUserExistence: boolean;
  readonly canRevokeTokens: boolean;
  /** With RefreshTokenRotation: for how many seconds a replaced refresh token may still be used. */
  readonly rotationGraceSeconds: number | undefined;
  /** The attributes that its tokens and its users may see; undefined for all. */
  readonly readAttributes: ReadonlySet<string> | undefined;
  /** The attributes that its users may set; undefined for all. */
  readonly writeAttributes: ReadonlySet<string> | undefined;
  readonly properties: ResourceProperties;
}

const secondsPerUnit: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };
const refreshTokenDays = 30;
const challengeMinutes = 3;

// What Cognito allows a client that names no flow.
const defaultAuthFlows = ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'];

/** Reads an app client. Throws an error naming a token validity that is no duration. */
export function readUserPoolClient(client: Resource): UserPoolClient {
  const { logicalId, ref } = client;
  const properties = propertiesOf(client);
  const flows = properties.texts('ExplicitAuthFlows');
  return {
    clientId: ref,
    name: properties.text('ClientName') ?? client.attributes.Name ?? logicalId,
    secret: properties.boolean('GenerateSecret') ? client.attributes.ClientSecret : undefined,
    authFlows: new Set(flows.length > 0 ? flows : defaultAuthFlows),
    accessTokenSeconds: validitySeconds(logicalId, properties, 'AccessToken', 'hours') ?? 3600,
    idTokenSeconds: validitySeconds(logicalId, properties, 'IdToken', 'hours') ?? 3600,
    refreshTokenSeconds: validitySeconds(logicalId, properties, 'RefreshToken', 'days') ?? refreshTokenDays * 86_400,
    challengeSeconds: (properties.number('AuthSessionValidity') ?? challengeMinutes) * 60,
    hidesUserExistence: properties.text('PreventUserExistenceErrors') === 'ENABLED',
    canRevokeTokens: properties.boolean('EnableTokenRevocation') ?? true,
    rotationGraceSeconds: readRotation(properties.object('RefreshTokenRotation')),
    readAttributes: readNames(properties.texts('ReadAttributes')),
    writeAttributes: readNames(properties.texts('WriteAttributes')),
    properties,
  };
}

function validitySeconds(logicalId: string, properties: ResourceProperties, token: string, defaultUnit: string) {
  const validity = properties.number(`${token}Validity`);
  if (!validity) return undefined;
  const unit = properties.object('TokenValidityUnits').text(token) ?? defaultUnit;
  const seconds = validity * (secondsPerUnit[unit] ?? Number.NaN);
  if (!(seconds > 0))
    throw new Error(`User pool client ${logicalId}: ${token}Validity ${validity} ${unit} is no duration`);
  return seconds;
}

function readRotation(rotation: ResourceProperties): number | undefined {
  return rotation.text('Feature') === 'ENABLED' ? (rotation.number('RetryGracePeriodSeconds') ?? 0) : undefined;
}

function readNames(names: readonly string[]): ReadonlySet<string> | undefined {
  return names.length > 0 ? new Set(names) : undefined;
}

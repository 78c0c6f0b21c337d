/** The members that several operations' requests share, with the constraints of the service's model. */

const printable = pattern('[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+');
const text = { type: 'string', minLength: 0, maxLength: 131_072 } as const;
const texts = { type: 'map', value: text } as const;

/** Every way to begin a sign-in. */
export const authFlows = [
  'USER_SRP_AUTH',
  'REFRESH_TOKEN_AUTH',
  'REFRESH_TOKEN',
  'CUSTOM_AUTH',
  'ADMIN_NO_SRP_AUTH',
  'USER_PASSWORD_AUTH',
  'ADMIN_USER_PASSWORD_AUTH',
  'USER_AUTH',
] as const;
/** Every challenge that may follow. */
export const challengeNames = [
  'SMS_MFA',
  'EMAIL_OTP',
  'SOFTWARE_TOKEN_MFA',
  'SELECT_MFA_TYPE',
  'MFA_SETUP',
  'PASSWORD_VERIFIER',
  'CUSTOM_CHALLENGE',
  'SELECT_CHALLENGE',
  'DEVICE_SRP_AUTH',
  'DEVICE_PASSWORD_VERIFIER',
  'ADMIN_NO_SRP_AUTH',
  'NEW_PASSWORD_REQUIRED',
  'SMS_OTP',
  'PASSWORD',
  'WEB_AUTHN',
  'PASSWORD_SRP',
] as const;

/** A user pool's id. */
export const userPoolId = {
  type: 'string',
  required: true,
  minLength: 1,
  maxLength: 55,
  ...pattern('[\\w-]+_[0-9a-zA-Z]+'),
} as const;

/** An app client's id. */
export const clientId = {
  type: 'string',
  required: true,
  minLength: 1,
  maxLength: 128,
  sensitive: true,
  ...pattern('[\\w+]+'),
} as const;

/** An app client's secret. */
export const clientSecret = {
  type: 'string',
  minLength: 24,
  maxLength: 64,
  sensitive: true,
  ...pattern('[\\w+]+'),
} as const;

/** A username, or what the pool takes in its place. */
export const username = {
  type: 'string',
  required: true,
  minLength: 1,
  maxLength: 128,
  sensitive: true,
  ...printable,
} as const;

/** A group's name. */
export const groupName = { type: 'string', required: true, minLength: 1, maxLength: 128, ...printable } as const;

/** A password that may be left out. */
export const optionalPassword = { type: 'string', maxLength: 256, sensitive: true, ...pattern('[\\S]+') } as const;

/** A password. */
export const password = { ...optionalPassword, required: true } as const;

/** An access or refresh token. */
export const token = { type: 'string', required: true, sensitive: true, ...pattern('[A-Za-z0-9-_=.]+') } as const;

/** A remembered device's key. */
export const deviceKey = { type: 'string', minLength: 1, maxLength: 55, ...pattern('[\\w-]+_[0-9a-f-]+') } as const;

/** The name of an attribute. */
export const attributeName = {
  type: 'string',
  minLength: 1,
  maxLength: 32,
  ...pattern('[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t\\n\\r ]+'),
} as const;

/** Attributes with their values. */
export const attributes = {
  type: 'list',
  member: {
    type: 'structure',
    members: {
      Name: { ...attributeName, required: true },
      Value: { type: 'string', maxLength: 2048, sensitive: true },
    },
  },
} as const;

/** What an app tells triggers, which are left out. */
export const clientMetadata = texts;

/** How many of a list to give at once. */
export const limit = { type: 'integer', least: 0, most: 60 } as const;

/** Where in a list to go on. */
export const paginationKey = { type: 'string', minLength: 1, maxLength: 131_072, ...pattern('[\\S]+') } as const;

/** Where in a list of found users to go on. */
export const searchPaginationToken = { type: 'string', minLength: 1, ...pattern('[\\S]+') } as const;

/** The pool and the user that an administrator names. */
export const adminMembers = { UserPoolId: userPoolId, Username: username } as const;

/** What both ways of beginning a sign-in ask alike. */
export const initiateMembers = {
  AuthFlow: {
    type: 'string',
    required: true,
    values: authFlows,
  },
  AuthParameters: texts,
  ClientMetadata: clientMetadata,
  ClientId: clientId,
  AnalyticsMetadata: { type: 'structure', members: { AnalyticsEndpointId: text } },
  Session: { type: 'string', minLength: 20, maxLength: 2048, sensitive: true },
} as const;

/** What both ways of answering a challenge ask alike. */
export const respondMembers = {
  ClientId: clientId,
  ChallengeName: {
    type: 'string',
    required: true,
    values: challengeNames,
  },
  Session: initiateMembers.Session,
  ChallengeResponses: texts,
  AnalyticsMetadata: initiateMembers.AnalyticsMetadata,
  ClientMetadata: clientMetadata,
} as const;

/** Where the request of an app without a server comes from. */
export const userContextData = { type: 'structure', members: { IpAddress: text, EncodedData: text } } as const;

/** Where the request came from that a server passes on. */
export const contextData = {
  type: 'structure',
  members: {
    IpAddress: { ...text, required: true },
    ServerName: { ...text, required: true },
    ServerPath: { ...text, required: true },
    HttpHeaders: {
      type: 'list',
      required: true,
      member: { type: 'structure', members: { headerName: text, headerValue: text } },
    },
    EncodedData: text,
  },
} as const;

/** A pattern for the whole of a text, which the service shows without saying so. */
function pattern<const Text extends string>(
  patternText: Text,
): { readonly pattern: RegExp; readonly patternText: Text } {
  return { pattern: new RegExp(`^(?:${patternText})$`, 'u'), patternText };
}

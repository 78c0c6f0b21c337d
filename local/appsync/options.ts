import type { HttpSourceRequest } from './data-sources/http-request.ts';

/** What one AppSync GraphQL API is made of; `from-template.ts` reads it from a CloudFormation template. */
export interface AppSyncOptions {
  /** The API's schema as deployed, without AppSync's own scalars and directives. */
  readonly schema: string;
  /** The API's environment variables, `ctx.env` in resolvers. */
  readonly environment: Readonly<Record<string, string>>;
  readonly auth: { readonly userPool: UserPoolAuth };
  readonly introspection: boolean;
  /** Deepest field that is resolved, 1 to 75; 0 means no limit. */
  readonly queryDepthLimit: number;
  /** Most resolvers that one request runs, 1 to 10,000; 0 means AppSync's own limit of 10,000. */
  readonly resolverCountLimit: number;
  /** Longest a request takes, in milliseconds. @default 30,000, AppSync's own limit */
  readonly timeoutMs?: number;
  readonly resolvers: readonly ResolverOptions[];
  readonly dataSources: Readonly<Record<string, DataSource>>;
  readonly log: (entry: LogEntry) => void;
}

/** Who may call: users of one Cognito user pool. */
export interface UserPoolAuth {
  /** The `iss` of the pool's tokens. */
  readonly issuer: string;
  /** The pool's public keys; asked again when a token names a key that is not known yet. */
  readonly jwks: () => JsonWebKeySet | Promise<JsonWebKeySet>;
  /** Java regular expression that the token's app client id must match as a whole; absent: any client. */
  readonly appIdClientRegex?: string;
  /** What happens to a field that no directive marks. */
  readonly defaultAction: 'ALLOW' | 'DENY';
}

/** A JSON Web Key Set, as `/.well-known/jwks.json` serves it. */
export interface JsonWebKeySet {
  readonly keys: readonly JsonWebKey[];
}

/** One RSA public key of a key set (RFC 7517, RFC 7518 section 6.3). */
export interface JsonWebKey {
  readonly kid?: string;
  readonly kty?: string;
  readonly alg?: string;
  readonly use?: string;
  readonly n?: string;
  readonly e?: string;
}

/** APPSYNC_JS code with its data source: a unit resolver's, or one function of a pipeline. */
export interface ResolverStep {
  readonly code: string;
  readonly dataSourceName: string;
  /** Most payloads in one BatchInvoke, 0 to 2,000; 0 or absent means 5. */
  readonly maxBatchSize?: number;
}

/** A resolver with one data source. */
export interface UnitResolver extends ResolverStep {
  readonly kind: 'UNIT';
  readonly typeName: string;
  readonly fieldName: string;
}

/** A resolver that runs functions one after the other, at most ten. */
export interface PipelineResolver {
  readonly kind: 'PIPELINE';
  readonly typeName: string;
  readonly fieldName: string;
  readonly code: string;
  readonly functions: readonly ResolverStep[];
}

/** How one field is answered. */
export type ResolverOptions = UnitResolver | PipelineResolver;

/** Where resolvers send their requests. */
export type DataSource = { readonly type: 'NONE' } | LambdaDataSource | HttpDataSource;

/** A Lambda function, invoked with the payload that the resolver made. */
export interface LambdaDataSource {
  readonly type: 'AWS_LAMBDA';
  readonly invoke: (payload: unknown, mode: InvocationMode) => Promise<InvocationReply>;
}

/** An HTTP endpoint. */
export interface HttpDataSource {
  readonly type: 'HTTP';
  /** `http://host` or `https://host`. */
  readonly endpoint: string;
  /** The headers of a request with its signature; absent: requests are not signed. */
  readonly sign?: (request: HttpSourceRequest) => Promise<Readonly<Record<string, string>>>;
}

/** Lambda's invocation types: wait for the reply, or not. */
export type InvocationMode = 'RequestResponse' | 'Event';

/** What a function replied, or what AppSync makes of its failure (`ctx.error`). */
export type InvocationReply =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly error: { readonly type: string; readonly message: string } };

/** One line of the API's log. */
export interface LogEntry {
  readonly level: 'INFO' | 'ERROR';
  readonly requestId: string;
  /** `Type.field`, where one is concerned. */
  readonly field?: string;
  readonly message: string;
}

import { devNull } from 'node:os';
import type { LambdaFunction } from './functions.ts';

/** Credentials of a role's session. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** The name under which an instance writes its log. */
export interface LogNames {
  readonly logGroupName: string;
  readonly logStreamName: string;
}

/**
 * The whole environment of an instance: the template's variables and Lambda's own, nothing of this machine's.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function instanceEnvironment(
  { name, handler, runtime, memoryMegabytes, variables }: LambdaFunction,
  {
    taskRoot,
    region,
    credentials,
    endpoints,
    log,
  }: {
    /** Folder of the function's code. */
    readonly taskRoot: string;
    readonly region: string;
    readonly credentials: SessionCredentials;
    /** `AWS_ENDPOINT_URL_...` by name. */
    readonly endpoints: Readonly<Record<string, string>>;
    readonly log: LogNames;
  },
): Record<string, string> {
  return {
    ...variables,
    ...endpoints,
    _HANDLER: handler,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMegabytes),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: log.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: log.logStreamName,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    LAMBDA_TASK_ROOT: taskRoot,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    PATH: '/usr/local/bin:/usr/bin:/bin',
    // Without these the SDK would read the profiles in this machine's home folder.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    // The SDK would warn of this machine's Node.js, which is not the runtime that the template names.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}

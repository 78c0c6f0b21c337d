import type { LocalCloud } from '../../local/stack.ts';

/** What a shell needs for the AWS CLI and the SDKs to call a local endpoint. */
export interface AwsShell extends Pick<LocalCloud['operator'], 'region' | 'credentials'> {
  /** The variable that names the endpoint, `AWS_ENDPOINT_URL` or one of a service alone. */
  readonly endpointVariable: string;
  readonly url: string;
  /** Further variables, with their values. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Lines for a POSIX shell; they take back what would win over the given credentials. */
export function awsShellLines({ endpointVariable, url, credentials, region, variables }: AwsShell): string[] {
  const { accessKeyId, secretAccessKey } = credentials;
  return [
    `export ${endpointVariable}=${url}`,
    `export AWS_ACCESS_KEY_ID=${accessKeyId}`,
    `export AWS_SECRET_ACCESS_KEY=${secretAccessKey}`,
    `export AWS_REGION=${region} AWS_DEFAULT_REGION=${region}`,
    ...Object.entries(variables).map(([name, value]) => `export ${name}='${value}'`),
    'unset AWS_SESSION_TOKEN AWS_PROFILE',
  ];
}

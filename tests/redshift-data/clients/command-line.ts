import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import type { OpenDataApi } from '../open-data-api.ts';

/** Whether this machine has a program that ends well with these arguments. */
export function has(program: string, ...args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

/** Runs a program of AWS's as the operator of the Data API, and gives what it printed. */
export async function runAgainst(api: OpenDataApi, program: string, args: readonly string[]): Promise<string> {
  const { accessKeyId, secretAccessKey } = api.iam.issueOperatorCredentials();
  const environment = {
    ...{ PATH: process.env.PATH, HOME: '/nonexistent', AWS_DEFAULT_REGION: 'us-east-1', AWS_PAGER: '' },
    ...{ AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
    ...{ DATA_API_ENDPOINT: api.url, AWS_EC2_METADATA_DISABLED: 'true', AWS_MAX_ATTEMPTS: '1' },
  };
  return (await promisify(execFile)(program, [...args], { env: environment })).stdout;
}

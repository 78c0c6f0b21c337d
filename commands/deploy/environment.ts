import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { confirm } from '../deployment/confirm.ts';
import type { Assembly } from './assembly.ts';
import { runCdk } from './cdk.ts';

/** An account and a Region, in which CDK deploys by resources of its own. */
export interface Environment {
  readonly account: string;
  readonly region: string;
}

/** The environment that the credentials at hand open. */
export async function findEnvironment(region: string): Promise<Environment> {
  const { Account } = await new STSClient({ region }).send(new GetCallerIdentityCommand({}));
  if (!Account) throw new Error('AWS does not tell which account the credentials are of');
  return { account: Account, region };
}

/**
 * Has CDK make its own resources in the environment where they are missing or too old, after asking.
 *
 * @throws Error when they are and nobody agrees.
 */
export async function requireBootstrap(environment: Environment, assembly: Assembly, yes: boolean): Promise<void> {
  const { account, region } = environment;
  const { folder, bootstrap } = assembly;
  const version = await bootstrapVersion(region, bootstrap.parameter);
  if (version >= bootstrap.lowestVersion) return;
  const problem = version === 0 ? 'has no CDK bootstrap' : `has CDK bootstrap ${version}, too old for this stack`;
  const intent = `The account ${account} in ${region} ${problem}; it takes a bucket, a repository and five roles (cdk bootstrap).`;
  await confirm({ intent, answer: 'bootstrap', yes });
  await runCdk(folder, ['bootstrap', `aws://${account}/${region}`]);
}

/** https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html; 0 when there is none. */
async function bootstrapVersion(region: string, parameter: string): Promise<number> {
  try {
    const { Parameter } = await new SSMClient({ region }).send(new GetParameterCommand({ Name: parameter }));
    return Number(Parameter?.Value ?? 0);
  } catch (error) {
    if (error instanceof ParameterNotFound) return 0;
    throw error;
  }
}

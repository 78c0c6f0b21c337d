import { CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import type { Settings } from '../../infra/settings.ts';
import { type Deployment, outputReader } from './deployment.ts';

const orLocal = 'or use --local for the local cloud';

/**
 * The deployed stack of these settings, with its outputs.
 *
 * @throws Error when the account of the credentials has no such stack in this Region.
 */
export async function findStack(settings: Settings): Promise<Deployment> {
  const { region, stage } = settings;
  const stackName = `recourse-${stage}`;
  const { StackStatus, Outputs = [] } = await describeStack(stackName, region);
  const outputs = Object.fromEntries(Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  const condition = `${StackStatus} in ${region}`;
  const output = outputReader({ stackName, condition }, outputs);
  return {
    ...{ stackName, condition, settings, output, isLocal: false },
    client: { region },
    cognitoUrl: `https://cognito-idp.${region}.amazonaws.com/`,
    get graphqlUrl() {
      return output('GraphQLUrl');
    },
  };
}

async function describeStack(StackName: string, region: string): Promise<Stack> {
  try {
    const { Stacks = [] } = await new CloudFormationClient({ region }).send(new DescribeStacksCommand({ StackName }));
    if (Stacks[0]) return Stacks[0];
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    if (cause.name === 'CredentialsProviderError')
      throw new Error(`${cause.message}; sign in to AWS first, ${orLocal}`, { cause });
    // CloudFormation has no error of its own for it.
    if (!cause.message.includes('does not exist')) throw cause;
  }
  throw new Error(`There is no stack ${StackName} in ${region}; deploy it first, ${orLocal}`);
}

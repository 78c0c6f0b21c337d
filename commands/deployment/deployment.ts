import type { Settings } from '../../infra/settings.ts';
import type { LocalCloud } from '../../local/stack.ts';

/** A stack that answers, on AWS or on this machine. */
export interface Deployment {
  readonly stackName: string;
  /** Where it is and how it stands, for people. */
  readonly condition: string;
  readonly isLocal: boolean;
  readonly settings: Settings;
  /** What an AWS SDK client needs to act on it; on AWS the credentials are found as every SDK does. */
  readonly client: { readonly region: string } & Partial<LocalCloud['operator']>;
  /** Base URL of Cognito's API. */
  readonly cognitoUrl: string;
  readonly graphqlUrl: string;
  /** An output of the stack. Throws an Error naming the stack when it has none of this name. */
  output(name: string): string;
}

/** Reads outputs of a stack by name. */
export function outputReader(
  { stackName, condition }: Pick<Deployment, 'stackName' | 'condition'>,
  outputs: Readonly<Record<string, string | undefined>>,
): Deployment['output'] {
  return (name) => {
    const value = outputs[name];
    if (value !== undefined) return value;
    const problem = `has no output ${name}; it is not deployed whole, or not a Recourse of now`;
    throw new Error(`The stack ${stackName}, ${condition}, ${problem}`);
  };
}

import { Command, InvalidArgumentError, Option } from 'commander';
import { explain } from './explain.ts';

/** What a deployment chose, of which its stack's name follows. */
export interface StackOptions {
  /** Settings of the deployment, docs/settings.md. */
  readonly context: Readonly<Record<string, string>>;
}

/** Which stack a command is about. */
export interface DeploymentOptions extends StackOptions {
  readonly local: boolean;
  /** Of the local cloud. */
  readonly state: string;
}

/** A command about a stack on AWS. */
export function stackCommand(name: string, description: string): Command {
  return new Command(`npm run ${name} --`)
    .description(description)
    .addOption(
      new Option('-c, --context <name=value>', 'a setting of the deployment, as given to cdk deploy; may be repeated')
        .argParser(setting)
        .default({}, 'none')
        .conflicts('local'),
    )
    .allowExcessArguments(false);
}

/** A command about a stack on AWS or on the local cloud, with the options that say which. */
export function deploymentCommand(name: string, description: string): Command {
  return stackCommand(name, description)
    .option('--local', 'on the local cloud that npm start runs, not on AWS', false)
    .option('--state <folder>', 'where the local cloud keeps its state', '.recourse');
}

/** Runs a command; a failure is one line on standard error and exit code 1. */
export async function runCommand(command: Command): Promise<void> {
  try {
    await command.parseAsync();
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}

function setting(text: string, others: Readonly<Record<string, string>>): Record<string, string> {
  const [, name, value] = /^(\w+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('It must be NAME=VALUE.');
  return { ...others, [name]: value };
}

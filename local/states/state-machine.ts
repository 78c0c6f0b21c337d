import { propertiesOf, type ResourceProperties } from '../template/resource-properties.ts';
import type { Resource } from '../template/template.ts';
import type { Definition } from './definition/definition.ts';
import { DefinitionError } from './definition/definition-error.ts';
import { readDefinition } from './definition/read-definition.ts';
import type { IntegrationCatalog } from './integrations/integration.ts';

/** A Standard state machine of the template. */
export interface StateMachine {
  readonly arn: string;
  readonly name: string;
  readonly roleArn: string;
  readonly definition: Definition;
  /** The definition's text, as DescribeStateMachine tells it. */
  readonly definitionText: string;
}

/**
 * Reads the state machines of a template.
 *
 * @throws Error naming each machine, state and field that cannot be played, and why.
 */
export function readStateMachines(resources: readonly Resource[], integrations: IntegrationCatalog): StateMachine[] {
  const problems: string[] = [];
  const machines = resources
    .filter(({ type }) => type === 'AWS::StepFunctions::StateMachine')
    .flatMap((resource) => {
      try {
        return [readStateMachine(resource, integrations)];
      } catch (error) {
        if (!(error instanceof DefinitionError)) throw error;
        problems.push(...error.message.split('\n').map((line) => `${resource.logicalId}: ${line}`));
        return [];
      }
    });
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return machines;
}

function readStateMachine(resource: Resource, integrations: IntegrationCatalog): StateMachine {
  const properties = propertiesOf(resource);
  const type = properties.text('StateMachineType') ?? 'STANDARD';
  if (type !== 'STANDARD') throw new DefinitionError(`StateMachineType ${type} is not played here, STANDARD is`);
  const definitionText = readDefinitionText(properties);
  return {
    arn: resource.ref,
    name: resource.attributes.Name ?? resource.logicalId,
    roleArn: properties.requiredText('RoleArn'),
    definition: readDefinition(parse(definitionText), integrations),
    definitionText,
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html */
function readDefinitionText(properties: ResourceProperties): string {
  if (properties.value('DefinitionS3Location') !== undefined) {
    throw new DefinitionError('DefinitionS3Location is not played here, DefinitionString and Definition are');
  }
  const definition = properties.value('Definition');
  const text = definition === undefined ? properties.requiredText('DefinitionString') : JSON.stringify(definition);
  const substitutions = properties.textsByName('DefinitionSubstitutions');
  return text.replace(/\$\{(\w+)\}/g, (whole, name: string) => substitutions[name] ?? whole);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DefinitionError(`the definition is no JSON: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  }
}

/** One line for each thing that state machines ask for and that is left out here, and for each activity. */
export function listLeftOut(resources: readonly Resource[]): string[] {
  return resources.flatMap((resource) => {
    const { logicalId, type } = resource;
    if (type === 'AWS::StepFunctions::Activity') return [`${logicalId}: activities are not played`];
    if (type !== 'AWS::StepFunctions::StateMachine') return [];
    const properties = propertiesOf(resource);
    const level = properties.object('LoggingConfiguration').text('Level') ?? 'OFF';
    const isTraced = properties.object('TracingConfiguration').boolean('Enabled') ?? false;
    return [
      ...(level === 'OFF' ? [] : [`${logicalId}: its history is told by the API and goes to no log group`]),
      ...(isTraced ? [`${logicalId}: executions are not traced`] : []),
    ];
  });
}

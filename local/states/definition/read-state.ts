import type { IntegrationCatalog } from '../integrations/integration.ts';
import type {
  ChoiceState,
  FailState,
  Flow,
  MapState,
  ParallelState,
  State,
  TaskState,
  WaitState,
} from './definition.ts';
import { DefinitionError } from './definition-error.ts';
import type { Fields } from './fields.ts';
import { readCatchers, readRetriers } from './read-error-handling.ts';

/** Fields of JSONPath states, which a state that uses JSONata must not have. */
const jsonPathFields = new Set([
  ...['InputPath', 'OutputPath', 'Parameters', 'Result', 'ResultPath', 'ResultSelector', 'SecondsPath'],
  ...['TimestampPath', 'TimeoutSecondsPath', 'HeartbeatSecondsPath', 'ItemsPath', 'MaxConcurrencyPath'],
  ...['ErrorPath', 'CausePath', 'Variable'],
]);

/** Fields that mean a feature which is left out. */
const leftOut: Readonly<Record<string, string>> = {
  HeartbeatSeconds: 'heartbeats are not played here',
  Credentials: "another account's role is not played here",
  Iterator: 'is the old name of ItemProcessor',
  ItemReader: 'Distributed Map is not played here',
  ItemBatcher: 'Distributed Map is not played here',
  ResultWriter: 'Distributed Map is not played here',
  Label: 'Distributed Map is not played here',
  ToleratedFailureCount: 'Distributed Map is not played here',
  ToleratedFailurePercentage: 'Distributed Map is not played here',
};

/** What reading a state depends on. */
export interface ReadContext {
  readonly integrations: IntegrationCatalog;
  /** Reads the states within a state. */
  readonly readFlow: (fields: Fields) => Flow;
}

type Reader = (name: string, fields: Fields, context: ReadContext) => State;

const readers: Readonly<Record<string, { readonly fields: readonly string[]; readonly read: Reader }>> = {
  Task: {
    fields: ['Next', 'End', 'Assign', 'Output', 'Retry', 'Catch', 'Resource', 'Arguments', 'TimeoutSeconds'],
    read: readTask,
  },
  Wait: { fields: ['Next', 'End', 'Assign', 'Output', 'Seconds', 'Timestamp'], read: readWait },
  Choice: { fields: ['Assign', 'Output', 'Choices', 'Default'], read: readChoice },
  Pass: {
    fields: ['Next', 'End', 'Assign', 'Output'],
    read: (name, fields) => ({ type: 'Pass', ...passable(name, fields) }),
  },
  Succeed: {
    fields: ['Output'],
    read: (name, fields) => ({ type: 'Succeed', name, output: fields.value('Output') }),
  },
  Fail: { fields: ['Error', 'Cause'], read: readFail },
  Map: {
    fields: [
      ...['Next', 'End', 'Assign', 'Output', 'Retry', 'Catch'],
      ...['Items', 'ItemSelector', 'MaxConcurrency', 'ItemProcessor'],
    ],
    read: readMap,
  },
  Parallel: {
    fields: ['Next', 'End', 'Assign', 'Output', 'Retry', 'Catch', 'Arguments', 'Branches'],
    read: readParallel,
  },
};

/** Reads a state; throws a DefinitionError naming a type or field that is wrong, or that is not played here. */
export function readState(name: string, fields: Fields, context: ReadContext): State {
  const type = fields.requiredText('Type');
  const reader = readers[type];
  if (!reader) throw new DefinitionError(`${fields.where}: state type "${type}" is not known`);
  fields.allowOnly(['Type', 'Comment', 'QueryLanguage', ...reader.fields], (field) => {
    if (jsonPathFields.has(field)) return `field "${field}" is of JSONPath and not supported with JSONata`;
    return `field "${field}" of a ${type} state: ${leftOut[field] ?? 'is not known'}`;
  });
  return reader.read(name, fields, context);
}

function passable(name: string, fields: Fields) {
  const isEnd = fields.flag('End');
  const next = fields.text('Next');
  if (isEnd === (next !== undefined)) throw new DefinitionError(`${fields.where} must have either Next or End`);
  return { name, next, assign: fields.object('Assign'), output: fields.value('Output') };
}

function retriable(name: string, fields: Fields) {
  return { ...passable(name, fields), retry: readRetriers(fields), catch: readCatchers(fields) };
}

function readTask(name: string, fields: Fields, { integrations }: ReadContext): TaskState {
  const resource = fields.requiredText('Resource');
  const integration = integrations.find(resource);
  if (typeof integration === 'string')
    throw new DefinitionError(`${fields.where}/Resource ${resource}: ${integration}`);
  const refusal = integration.refuse(fields.value('Arguments'));
  if (refusal !== undefined) throw new DefinitionError(`${fields.where}/Arguments: ${refusal}`);
  return {
    type: 'Task',
    ...retriable(name, fields),
    resource,
    integration,
    arguments: fields.value('Arguments'),
    timeoutSeconds: fields.value('TimeoutSeconds'),
  };
}

function readWait(name: string, fields: Fields): WaitState {
  if (fields.has('Seconds') === fields.has('Timestamp')) {
    throw new DefinitionError(`${fields.where} must have either Seconds or Timestamp`);
  }
  return {
    type: 'Wait',
    ...passable(name, fields),
    seconds: fields.value('Seconds'),
    timestamp: fields.text('Timestamp'),
  };
}

function readChoice(name: string, fields: Fields): ChoiceState {
  const rules = fields.list('Choices');
  if (rules.length === 0) throw new DefinitionError(`${fields.where}/Choices must have a rule`);
  const choices = rules.map((rule) => {
    rule.allowOnly(['Condition', 'Next', 'Assign', 'Output', 'Comment'], (field) =>
      jsonPathFields.has(field) ? `field "${field}" is of JSONPath` : `field "${field}" of a rule is not known`,
    );
    const condition = rule.value('Condition');
    if (condition === undefined) throw new DefinitionError(`${rule.where}/Condition is missing`);
    const next = rule.requiredText('Next');
    return { condition, next, output: rule.value('Output'), assign: rule.object('Assign') };
  });
  const assign = fields.object('Assign');
  return { type: 'Choice', name, choices, default: fields.text('Default'), assign, output: fields.value('Output') };
}

function readFail(name: string, fields: Fields): FailState {
  return { type: 'Fail', name, output: undefined, error: fields.text('Error'), cause: fields.text('Cause') };
}

function readMap(name: string, fields: Fields, context: ReadContext): MapState {
  const processor = fields.requiredFields('ItemProcessor');
  processor.allowOnly(['ProcessorConfig', 'StartAt', 'States', 'Comment'], (field) => `field "${field}" is not known`);
  if (processor.has('ProcessorConfig')) {
    const config = processor.requiredFields('ProcessorConfig');
    const mode = config.text('Mode') ?? 'INLINE';
    if (mode !== 'INLINE') throw new DefinitionError(`${config.where}/Mode ${mode} is not played here, INLINE is`);
    config.allowOnly(['Mode'], (field) => `field "${field}" is of Distributed Map, which is not played here`);
  }
  return {
    type: 'Map',
    ...retriable(name, fields),
    items: fields.value('Items'),
    itemSelector: fields.value('ItemSelector'),
    maxConcurrency: fields.value('MaxConcurrency'),
    itemProcessor: context.readFlow(processor),
  };
}

function readParallel(name: string, fields: Fields, context: ReadContext): ParallelState {
  const branches = fields.list('Branches').map((branch) => {
    branch.allowOnly(['StartAt', 'States', 'Comment'], (field) => `field "${field}" of a branch is not known`);
    return context.readFlow(branch);
  });
  if (branches.length === 0) throw new DefinitionError(`${fields.where}/Branches must have a branch`);
  return { type: 'Parallel', ...retriable(name, fields), arguments: fields.value('Arguments'), branches };
}

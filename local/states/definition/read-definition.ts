import type { IntegrationCatalog } from '../integrations/integration.ts';
import { checkExpressions } from './check-expressions.ts';
import { checkFlow } from './check-flow.ts';
import { createNameCheck, type NameCheck } from './check-names.ts';
import { checkVariables } from './check-variables.ts';
import type { Definition, Flow, State } from './definition.ts';
import { DefinitionError } from './definition-error.ts';
import { type Fields, fieldsOf } from './fields.ts';
import { readState } from './read-state.ts';

/**
 * Reads a definition in the Amazon States Language.
 *
 * @throws DefinitionError naming every state and field that is wrong, or that is not played here, one line each.
 * @see https://states-language.net/spec.html
 */
export function readDefinition(source: unknown, integrations: IntegrationCatalog): Definition {
  const problems: string[] = [];
  const fields = fieldsOf(source, '');
  const definition = collect(problems, (): Definition => {
    fields.allowOnly(
      ['Comment', 'QueryLanguage', 'StartAt', 'States', 'TimeoutSeconds', 'Version'],
      (name) => `field "${name}" of a state machine is not known`,
    );
    const version = fields.text('Version') ?? '1.0';
    if (version !== '1.0') throw new DefinitionError(`/Version ${version} is not known`);
    const timeoutSeconds = fields.integer('TimeoutSeconds', 1, 99_999_999);
    const language = fields.text('QueryLanguage') ?? 'JSONPath';
    const flow = readFlow(fields, { integrations, language, names: createNameCheck(), problems });
    problems.push(...checkVariables(flow));
    return { ...flow, timeoutSeconds };
  });
  if (definition === undefined || problems.length > 0) throw new DefinitionError(problems.join('\n'));
  return definition;
}

interface FlowContext {
  readonly integrations: IntegrationCatalog;
  /** Of states that name none. */
  readonly language: string;
  readonly names: NameCheck;
  /** Collects why the definition cannot be played, one line each. */
  readonly problems: string[];
}

/** Reads the states of a machine, a branch or an iterator; what is wrong in a state goes to the problems. */
function readFlow(fields: Fields, context: FlowContext): Flow {
  const { integrations, problems } = context;
  const startAt = fields.requiredText('StartAt');
  const sources = fields.object('States') ?? {};
  const states = new Map<string, State>();
  for (const [name, source] of Object.entries(sources)) {
    const state = collect(problems, () => {
      const stateFields = fieldsOf(source, `${fields.where}/States/${name}`);
      const problem = context.names.problemOf(name, stateFields);
      if (problem !== undefined) throw new DefinitionError(problem);
      requireJsonata(stateFields, context.language);
      checkExpressions(stateFields.members, stateFields.where);
      return readState(name, stateFields, { integrations, readFlow: (inner) => readFlow(inner, context) });
    });
    if (state) states.set(name, state);
  }
  const flow = { startAt, states };
  // A state that cannot be read has ways that are not known.
  if (states.size === Object.keys(sources).length) problems.push(...checkFlow(flow, fields.where));
  return flow;
}

function requireJsonata(fields: Fields, inherited: string): void {
  const language = fields.text('QueryLanguage') ?? inherited;
  if (language === 'JSONata') return;
  throw new DefinitionError(`${fields.where}: QueryLanguage ${language} is not played here, JSONata is`);
}

function collect<Result>(problems: string[], read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    problems.push(error.message);
    return undefined;
  }
}

import { ModelNotReadyError } from '../../client/errors.ts';
import { exampleCustomer } from '../../client/example-customer.ts';
import type { LocalCloud } from '../../local/stack.ts';
import { type Transition, transitions } from '../../local/states/executions/transition.ts';
import { recourseOf } from '../running/recourse-of.ts';
import type { Stage } from '../running/training-stage.ts';
import { expectedAnswer, type Provocation } from './provocations.ts';

/** What became of a training that was made to fail. */
export interface FailedTraining {
  readonly status: string | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** What the API says then: `version 1`, or `ModelNotReady FAILED`. */
  readonly answer: string;
}

/** Whether the training ended in the failure that was provoked, said why, and left the right version answering. */
export function isAsTold({ status, error, cause, answer }: FailedTraining, told: Provocation, before: number): boolean {
  const isNamed = status === 'FAILED' && error === told.failure && told.cause.test(cause ?? '');
  return isNamed && answer === expectedAnswer(told, before);
}

/** Trains with a provocation, on a cloud of its own that has trained so many versions before. */
export async function rehearseFailure(
  stage: Stage,
  { change = (template) => template, prepare, failsIn }: Provocation,
  before: number,
): Promise<FailedTraining> {
  const options =
    before === 0
      ? { change: (template: string) => change(withoutFirstTraining(template)) }
      : { change, state: await stage.trained(before) };
  return stage.rehearse(async (rehearsal) => {
    prepare?.(rehearsal);
    const { cloud } = rehearsal;
    if (failsIn) failOnce(cloud, failsIn);
    const { status, error, cause } = await rehearsal.train();
    return { status, error, cause, answer: await ask(cloud) };
  }, options);
}

/** The next statement after the entry into a state fails. */
function failOnce({ faults }: LocalCloud, { state, entry = 1 }: NonNullable<Provocation['failsIn']>): void {
  let entriesLeft = entry;
  const watch = (message: unknown) => {
    if ((message as Transition).state !== state || --entriesLeft > 0) return;
    transitions.unsubscribe(watch);
    faults.put({ faults: 'fail=1x' });
  };
  transitions.subscribe(watch);
}

async function ask(cloud: LocalCloud): Promise<string> {
  const recourse = await recourseOf(cloud);
  try {
    const { model } = await recourse.rankStrategies(exampleCustomer);
    return `version ${model.version}`;
  } catch (error) {
    if (error instanceof ModelNotReadyError) return `ModelNotReady ${error.state}`;
    throw error;
  }
}

/** The template of a stack that does not train when it is made. */
function withoutFirstTraining(text: string): string {
  const template = JSON.parse(text) as { readonly Resources: Record<string, { readonly Type: string }> };
  const found = Object.entries(template.Resources).find(
    ([id, { Type }]) => Type === 'Custom::AWS' && id.startsWith('SdkCallsStartTraining'),
  );
  if (!found) throw new Error('The template starts no training');
  delete template.Resources[found[0]];
  return JSON.stringify(template);
}

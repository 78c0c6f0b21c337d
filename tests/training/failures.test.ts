import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectedAnswer, provocations } from '../../bench/failures/provocations.ts';
import { rehearseFailure } from '../../bench/failures/rehearse-failure.ts';
import { type Stage, setTheStage } from '../../bench/running/training-stage.ts';
import { failures } from '../../infra/training/failures.ts';
import { type Transition, transitions } from '../../local/states/executions/transition.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setTheStage();
});
afterAll(() => stage.discard());

const all = provocations.flatMap((provocation) => provocation.before.map((before) => ({ ...provocation, before })));
// The bench provokes them all.
const slice = all.filter((_, index) => index % 14 === 10);

describe('a training', () => {
  it('can be made to end in each of its failures', () => {
    expect(Object.keys(failures)).toEqual([...new Set(provocations.map(({ failure }) => failure))]);
  });

  it.each(slice)('with $before versions before, when $name, ends in $failure', async ({ before, ...rest }) => {
    const provocation = { ...rest, before: [before] };

    expect(await rehearseFailure(stage, provocation, before)).toEqual({
      ...{ status: 'FAILED', error: provocation.failure, cause: expect.stringMatching(provocation.cause) },
      answer: expectedAnswer(provocation, before),
    });
  });

  it('gets over a warehouse that answers none of its requests at the first try', async () => {
    const { status, cause } = await stage.rehearse(
      ({ cloud, train }) => {
        const fail = (message: unknown) => {
          const { state = '' } = message as Transition;
          if (/\.(Execute|Describe|Read)$/.test(state)) cloud.faults.put({ faults: 'error=1x' });
          // The Lambda itself tries a few times, then leaves the warehouse alone for a while.
          if (state === 'SmokeTest') cloud.faults.put({ faults: 'error=6x' });
        };
        transitions.subscribe(fail);
        return train().finally(() => transitions.unsubscribe(fail));
      },
      { state: await stage.trained(1) },
    );

    expect({ status, cause }).toEqual({ status: 'SUCCEEDED', cause: undefined });
  });

  it('is one after the other of two; the version before is kept, and what is older is dropped', async () => {
    await stage.rehearse(
      async ({ train, versions }) => {
        const two = await Promise.all([train(), train()]);
        expect(two.map(({ output }) => output).toSorted()).toEqual(['{"version":2}', '{"version":3}']);
        expect(await versions()).toEqual(['2 READY', '3 READY active']);
      },
      { state: await stage.trained(1) },
    );
  });
});

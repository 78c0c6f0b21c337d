import type { EngineUnderTest } from './engine-under-test.ts';
import { settings } from './engine-under-test.ts';

/** Runs a CREATE MODEL and waits for its training; returns the states that were seen. */
export async function trainModel(
  warehouse: EngineUnderTest,
  create: () => Promise<unknown>,
  name: string = settings.model,
): Promise<Set<unknown>> {
  await create();
  const states = new Set<unknown>();
  for (;;) {
    const [row] = await warehouse.rows('SELECT model_state FROM svv_ml_model_info WHERE model_name = :name', { name });
    states.add(row?.model_state);
    if (!String(row?.model_state).startsWith('Train')) return states;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

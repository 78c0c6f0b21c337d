import type { TestProject } from 'vitest/node';
import { createPoolState } from '../../local/cognito/signing-keys.ts';
import type { PoolState } from '../../local/cognito/state.ts';
import { poolId } from './user-pool.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The state of a pool without users, whose keys all tests of a run share. */
    emptyPool: PoolState;
  }
}

/** Vitest's global setup: makes the keys of the tests' user pool once, since it takes long. */
export default async function setup({ provide }: TestProject) {
  provide('emptyPool', await createPoolState(poolId, 0));
}

import { ServiceError } from '../aws-json.ts';
import type { UserPool } from './pools/user-pool.ts';
import type { UserPoolClient } from './pools/user-pool-client.ts';
import type { ChallengeStore } from './sign-in/challenge-store.ts';
import type { FailedAttempts } from './sign-in/failed-attempts.ts';
import type { PoolKeys } from './signing-keys.ts';
import type { PoolState, StateFile } from './state.ts';

/** A pool as its operations need it. */
export interface OpenPool {
  readonly pool: UserPool;
  /** The `iss` of its tokens. */
  readonly issuer: string;
  readonly keys: PoolKeys;
  readonly state: StateFile;
  readonly challenges: ChallengeStore;
  readonly failedAttempts: FailedAttempts;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Stands for the mail and the messages that Cognito sends. */
  readonly log: (line: string) => void;
}

/** An app client with the pool that it belongs to. */
export interface OpenClient {
  readonly open: OpenPool;
  readonly client: UserPoolClient;
}

/** The app client of an id. Throws ServiceError ResourceNotFoundException. */
export function findClient(pools: readonly OpenPool[], clientId: string): OpenClient {
  for (const open of pools) {
    const client = open.pool.clients.find((candidate) => candidate.clientId === clientId);
    if (client !== undefined) return { open, client };
  }
  throw new ServiceError('ResourceNotFoundException', `User pool client ${clientId} does not exist.`);
}

/** What the state file has of the pool. */
export async function poolState({ state, pool: { poolId } }: OpenPool): Promise<PoolState> {
  return poolOf((await state.read()).pools, poolId);
}

/** Replaces what the state file has of the pool; a change that gives back its argument writes nothing. */
export function updatePool(
  { state, pool: { poolId } }: Pick<OpenPool, 'state' | 'pool'>,
  change: (before: PoolState) => PoolState,
): Promise<void> {
  return state.update((before) => {
    const poolBefore = poolOf(before.pools, poolId);
    const poolAfter = change(poolBefore);
    if (poolAfter === poolBefore) return before;
    return { ...before, pools: before.pools.map((other) => (other === poolBefore ? poolAfter : other)) };
  });
}

/** Seconds since 1970, as tokens count. */
export function nowSeconds({ clock }: OpenPool): number {
  return Math.floor(clock() / 1000);
}

function poolOf(pools: readonly PoolState[], poolId: string): PoolState {
  const found = pools.find((pool) => pool.poolId === poolId);
  if (found === undefined) throw new Error(`User pool ${poolId} has no keys in the state file`);
  return found;
}

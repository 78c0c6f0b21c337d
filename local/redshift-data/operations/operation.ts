import { type InputOf, readInput, type StructureShape } from '../../constraints.ts';
import type { Iam, Principal } from '../../iam/iam.ts';
import type { Engine } from '../../redshift/engine.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { StatementStore } from '../statements/statement-store.ts';
import type { Workgroup } from '../workgroup.ts';

/** What every operation works on. */
export interface DataApi {
  readonly engine: Engine;
  readonly iam: Iam;
  readonly workgroups: readonly Workgroup[];
  readonly statements: StatementStore;
  readonly sessions: SessionStore;
}

/** One operation of the Data API. */
export interface Operation {
  /** As in `X-Amz-Target: RedshiftData.<name>`. */
  readonly name: string;
  /** What its request may hold. */
  readonly shape: StructureShape;
  /** Answers a request's body with the serialized output. Throws ServiceError. */
  call(api: DataApi, principal: Principal, body: Buffer): Promise<string>;
}

/** Makes an operation of its name, its input's shape and what it does. */
export function operation<const S extends StructureShape>(
  name: string,
  shape: S,
  run: (api: DataApi, principal: Principal, input: InputOf<S>) => Promise<string>,
): Operation {
  return { name, shape, call: async (api, principal, body) => run(api, principal, readInput(shape, body)) };
}

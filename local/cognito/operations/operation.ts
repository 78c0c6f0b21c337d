import { ServiceError } from '../../aws-json.ts';
import { type InputOf, readInput, type StructureShape } from '../../constraints.ts';
import type { HttpRequest } from '../../http.ts';
import type { Iam } from '../../iam/iam.ts';
import type { OpenPool } from '../open-pool.ts';
import type { userPoolId } from '../protocol/request-members.ts';

/** What every operation works on. */
export interface CognitoApi {
  readonly pools: readonly OpenPool[];
  readonly iam: Iam;
}

/** One operation of the service. */
export interface Operation {
  /** As in `X-Amz-Target: AWSCognitoIdentityProviderService.<name>`. */
  readonly name: string;
  /** What its request may hold. */
  readonly shape: StructureShape;
  /** Answers a request with the output. Throws ServiceError. */
  call(api: CognitoApi, request: HttpRequest): Promise<object>;
}

/** The shape of a request about a pool. */
interface PoolShape extends StructureShape {
  readonly members: StructureShape['members'] & { readonly UserPoolId: typeof userPoolId };
}

/** Makes an operation that anybody may call, with what they know: a password, a token, a challenge's session. */
export function operation<const S extends StructureShape>(
  name: string,
  shape: S,
  run: (api: CognitoApi, input: InputOf<S>) => Promise<object>,
): Operation {
  return { name, shape, call: async (api, { body }) => run(api, readInput(shape, body, 'InvalidParameterException')) };
}

/** Makes an operation on a pool that must be signed, by a principal whose policies allow it on the pool's ARN. */
export function adminOperation<const S extends PoolShape>(
  name: string,
  shape: S,
  run: (open: OpenPool, input: InputOf<S>) => Promise<object>,
): Operation {
  return {
    name,
    shape,
    async call({ pools, iam }, request) {
      const principal = await iam.authenticate(request, 'cognito-idp');
      const input = readInput(shape, request.body, 'InvalidParameterException');
      const { UserPoolId: poolId } = input as unknown as { readonly UserPoolId: string };
      const open = pools.find(({ pool }) => pool.poolId === poolId);
      const region = poolId.slice(0, poolId.indexOf('_'));
      const arn = open?.pool.arn ?? `arn:aws:cognito-idp:${region}:${principal.accountId}:userpool/${poolId}`;
      iam.authorize(principal, `cognito-idp:${name}`, arn);
      if (open === undefined) {
        throw new ServiceError('ResourceNotFoundException', `User pool ${poolId} does not exist.`);
      }
      return run(open, input);
    },
  };
}

import { spawnSync } from 'node:child_process';
import * as sdk from '@aws-sdk/client-redshift-data';

/** A structure of the SDK's own schemas: kind, namespace, name, traits, member names, member types, how many are required. */
type StructureSchema = readonly [3, string, string, unknown, readonly string[], readonly unknown[], number?];

const schemas = sdk as unknown as Readonly<Record<string, StructureSchema | undefined>>;

function structure(operation: string, ...endings: readonly string[]): StructureSchema {
  const found = endings.map((ending) => schemas[`${operation}${ending}$`]).find((schema) => schema !== undefined);
  if (!found) throw new Error(`The SDK has no structure of ${operation}`);
  return found;
}

/** Names of the operations that the SDK has. */
export const sdkOperations = Object.keys(sdk)
  .filter((name) => name.endsWith('Command') && name !== '$Command')
  .map((name) => name.slice(0, -'Command'.length))
  .sort();

/** Member names of an operation's request, and which of them are required. */
export function sdkRequest(operation: string): { readonly members: string[]; readonly required: string[] } {
  const [, , , , members, , required = 0] = structure(operation, 'Input', 'Request');
  return { members: [...members].sort(), required: members.slice(0, required) };
}

/** Member names of an operation's response. */
export function sdkResponse(operation: string): readonly string[] {
  return structure(operation, 'Output', 'Response')[4];
}

/** Member names of a structure within a response. */
export function sdkMembers(structureName: string): readonly string[] {
  return structure(structureName, '')[4];
}

/** A shape of botocore's copy of the service's model. */
export interface ModelShape {
  readonly type: string;
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly member?: { readonly shape: string };
  readonly required?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
}

/** The model that a Python with botocore carries; its release may be older than the SDK's. */
export interface ServiceModel {
  readonly operations: Readonly<Record<string, { readonly input: { readonly shape: string } }>>;
  readonly shapes: Readonly<Record<string, ModelShape>>;
}

const readModel = `
import json
from botocore.session import Session
print(json.dumps(Session().get_service_model('redshift-data')._service_description))
`;

/** Undefined where no Python has botocore, or one from before the service had sessions, of other constraints. */
export function findServiceModel(): ServiceModel | undefined {
  try {
    const { stdout } = spawnSync('python3', ['-c', readModel], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 });
    const model = JSON.parse(stdout) as ServiceModel;
    return 'SessionAliveSeconds' in model.shapes ? model : undefined;
  } catch {
    return undefined;
  }
}

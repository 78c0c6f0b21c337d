import { spawnSync } from 'node:child_process';
import type { Shape } from '../local/constraints.ts';

/** A structure of the SDK's own schemas: kind, namespace, name, traits, member names, member types, how many are required. */
type StructureSchema = readonly [3, string, string, unknown, readonly string[], readonly unknown[], number?];

/** A module of the AWS SDK, by what it exports. */
export type Sdk = Readonly<Record<string, unknown>>;

function structure(sdk: Sdk, operation: string, ...endings: readonly string[]): StructureSchema {
  const found = endings.map((ending) => sdk[`${operation}${ending}$`]).find((schema) => schema !== undefined);
  if (!found) throw new Error(`The SDK has no structure of ${operation}`);
  return found as StructureSchema;
}

/** Names of the operations that the SDK has. */
export function sdkOperations(sdk: Sdk): readonly string[] {
  return Object.keys(sdk)
    .filter((name) => name.endsWith('Command') && name !== '$Command')
    .map((name) => name.slice(0, -'Command'.length))
    .sort();
}

/** Member names of an operation's request, and which of them are required. */
export function sdkRequest(sdk: Sdk, operation: string): { readonly members: string[]; readonly required: string[] } {
  const [, , , , members, , required = 0] = structure(sdk, operation, 'Input', 'Request');
  return { members: [...members].sort(), required: members.slice(0, required).sort() };
}

/** Member names of an operation's response. */
export function sdkResponse(sdk: Sdk, operation: string): readonly string[] {
  return structure(sdk, operation, 'Output', 'Response')[4];
}

/** Member names of a structure within a response. */
export function sdkMembers(sdk: Sdk, structureName: string): readonly string[] {
  return structure(sdk, structureName, '')[4];
}

/** A shape of botocore's copy of the service's model. */
export interface ModelShape {
  readonly type: string;
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly member?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly sensitive?: boolean;
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
import json, sys
from botocore.session import Session
print(json.dumps(Session().get_service_model(sys.argv[1])._service_description))
`;

/** Undefined where no Python has botocore, or one whose model lacks a shape that newer releases have. */
export function findServiceModel(service: string, newShape: string): ServiceModel | undefined {
  try {
    const { stdout } = spawnSync('python3', ['-c', readModel, service], {
      encoding: 'utf8',
      maxBuffer: 16 * 1024 * 1024,
    });
    const model = JSON.parse(stdout) as ServiceModel;
    return newShape in model.shapes ? model : undefined;
  } catch {
    return undefined;
  }
}

/** Where a shape says other than the model's; members and values that the model's release doesn't know are passed over. */
export function differences(model: ServiceModel, shape: Shape, name: string, path: string): string[] {
  const theirs = model.shapes[name];
  if (!theirs) return [`${path}: the model has no ${name}`];
  const ours = asInModel(shape);
  const facts = (['type', 'min', 'max', 'pattern'] as const)
    .filter((fact) => String(ours[fact]) !== String(theirs[fact]))
    .map((fact) => `${path}: ${fact} is ${ours[fact]} instead of ${theirs[fact]}`);
  if (theirs.type === 'string' && theirs.sensitive && !ours.sensitive) facts.push(`${path}: is not sensitive`);
  const missing = (theirs.enum ?? []).filter((value) => !ours.enum?.includes(value));
  if (missing.length > 0) facts.push(`${path}: lacks ${missing}`);
  const inner = (member: Shape, type = '') => [...facts, ...differences(model, member, type, `${path}[]`)];
  if (shape.type === 'list') return inner(shape.member, theirs.member?.shape);
  if (shape.type === 'map') return inner(shape.value, theirs.value?.shape);
  if (shape.type !== 'structure') return facts;
  const members = Object.entries(shape.members).flatMap(([member, memberShape]) => {
    const known = theirs.members?.[member];
    return known ? differences(model, memberShape, known.shape, `${path}.${member}`) : [];
  });
  return [...facts, ...members];
}

function asInModel(shape: Shape): ModelShape {
  switch (shape.type) {
    case 'integer':
      return { type: 'integer', min: shape.least, max: shape.most };
    case 'string':
      return {
        type: 'string',
        ...(shape.minLength !== undefined && { min: shape.minLength }),
        ...(shape.maxLength !== undefined && { max: shape.maxLength }),
        // The service means the whole text, whether it says so or not.
        ...(shape.pattern && {
          pattern: shape.patternText ?? shape.pattern.source.slice(1, -1).replaceAll('\\/', '/'),
        }),
        ...(shape.values && { enum: shape.values }),
        ...(shape.sensitive && { sensitive: true }),
      };
    case 'list':
      return {
        type: 'list',
        ...(shape.minLength !== undefined && { min: shape.minLength }),
        ...(shape.maxLength !== undefined && { max: shape.maxLength }),
      };
    default:
      return { type: shape.type };
  }
}

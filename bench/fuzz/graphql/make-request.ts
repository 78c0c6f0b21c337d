import { gzipSync } from 'node:zlib';
import type { GraphQLSchema } from 'graphql';
import type { Chance } from '../chance.ts';
import { bodyOf, damagedBody } from './bodies.ts';
import { bomb } from './bombs.ts';
import { type Operation, randomOperation } from './documents.ts';

/** How the bytes of a request go out. */
export type Delivery = 'whole' | 'in chunks' | 'slowly' | 'too short' | 'too long' | 'broken off';

/** One HTTP request, byte for byte. */
export interface FuzzRequest {
  readonly method: string;
  /** From the API's own path on: what follows `/graphql`. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly delivery: Delivery;
  /** Whether the caller may see data. */
  readonly hasGoodToken: boolean;
}

/** The shares of a run. */
const bombShare = 0.35;
const damageShare = 0.3;
const getShare = 0.08;
const badTokenShare = 0.08;

/** A request for the API of `schema`, by a caller who mostly has a good token. */
export function makeRequest(chance: Chance, schema: GraphQLSchema, token: string): FuzzRequest {
  const operation = chance.is(bombShare) ? bomb(chance) : randomOperation(chance, schema);
  const hasGoodToken = !chance.is(badTokenShare);
  const authorization = hasGoodToken ? token : badToken(chance, token);
  const headers = authorization === undefined ? {} : { authorization };
  if (chance.is(getShare)) return { ...asGet(operation), headers, hasGoodToken };
  const body = chance.is(damageShare) ? damagedBody(chance, bodyOf(operation)) : Buffer.from(bodyOf(operation));
  return { ...asPost(chance, body, headers), hasGoodToken };
}

function badToken(chance: Chance, token: string): string | undefined {
  const [header = '', claims = '', signature = ''] = token.split('.');
  const at = chance.below(claims.length);
  return chance.pick([
    () => undefined,
    () => chance.pick(['Bearer', 'meow', '..', 'a.b.c', 'x'.repeat(10_000), '.'.repeat(8_000)]),
    () => `${header}.${claims}.`,
    () => `${header}.${claims.slice(0, at)}${claims[at] === 'A' ? 'B' : 'A'}${claims.slice(at + 1)}.${signature}`,
    () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`,
    () => `${header}.${Buffer.from('{'.repeat(2_000)).toString('base64url')}.${signature}`,
  ])();
}

function asGet({ query, variables, operationName }: Operation) {
  const parameters = new URLSearchParams({ query });
  if (variables !== undefined) parameters.set('variables', variables);
  if (operationName !== undefined) parameters.set('operationName', operationName);
  return { method: 'GET', target: `?${parameters}`, body: Buffer.alloc(0), delivery: 'whole' as const };
}

const contentTypes = [
  'application/json',
  'application/graphql',
  'application/json;charset=utf-8',
  'text/plain',
  'x',
  '',
];
const encodings = ['gzip', 'gzip, deflate, br', 'identity', '*', 'gzip;q=0', ''];

function asPost(
  chance: Chance,
  plain: Buffer,
  callers: Readonly<Record<string, string>>,
): Omit<FuzzRequest, 'hasGoodToken'> {
  const zipped = chance.is(0.04);
  const body = zipped && chance.is(0.7) ? gzipSync(plain) : plain;
  const isOdd = chance.is(0.06);
  const headers = {
    ...callers,
    'content-type': chance.is(0.9) ? 'application/json' : chance.pick(contentTypes),
    ...(zipped && { 'content-encoding': chance.pick(['gzip', 'GZIP', 'br', 'gzip, gzip']) }),
    ...(chance.is(0.2) && { 'accept-encoding': chance.pick(encodings) }),
  };
  const delivery = chance.is(0.88) ? 'whole' : chance.pick(deliveries);
  const method = isOdd ? chance.pick(['PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS', 'GET', 'POST']) : 'POST';
  const target = isOdd ? chance.pick(['', '/', '?', '?query={', '/nope', '/%00', '/../graphql', '?a=%ff']) : '';
  return { method, target, headers, body, delivery };
}

const deliveries: readonly Delivery[] = ['in chunks', 'slowly', 'too short', 'too long', 'broken off'];

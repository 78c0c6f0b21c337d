import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { Chance } from '../chance.ts';
import { makeValue } from './values.ts';

/** A document with what travels beside it; `variables` is JSON text. */
export interface Operation {
  readonly query: string;
  readonly variables: string | undefined;
  readonly operationName: string | undefined;
}

interface Draft {
  readonly chance: Chance;
  /** The probability that a piece does not fit the schema. */
  readonly wrongness: number;
  readonly definitions: string[];
  readonly variables: string[];
  readonly fragments: string[];
}

/** An operation made from the schema: half of them fit it wholly, the others hold a few faults. */
export function randomOperation(chance: Chance, schema: GraphQLSchema): Operation {
  const wrongness = chance.is(0.5) ? 0 : 0.05;
  const draft: Draft = { chance, wrongness, definitions: [], variables: [], fragments: [] };
  const root = schema.getQueryType();
  if (!root) throw new Error('The API has no queries');
  const selection = selectionOf(draft, root, 1);
  const name = chance.is(0.3) ? 'Q' : '';
  const definitions = draft.definitions.length > 0 ? `(${draft.definitions.join(' ')})` : '';
  const head = name || definitions || chance.is(0.5) ? `query ${name}${definitions}` : '';
  return {
    query: [head + selection, ...draft.fragments].join('\n'),
    variables: draft.variables.length > 0 ? `{${draft.variables.join()}}` : undefined,
    operationName: chance.is(draft.wrongness) ? 'Elsewhere' : name || undefined,
  };
}

function selectionOf(draft: Draft, type: GraphQLObjectType, depth: number): string {
  const { chance, wrongness } = draft;
  const fields = Object.values(type.getFields());
  const selected = chance.some(1, Math.min(4, fields.length), () => fieldOf(draft, chance.pick(fields), depth));
  if (chance.is(0.2)) selected.push('__typename');
  if (chance.is(wrongness))
    selected.push(chance.pick(['nope', '__proto__', 'constructor{a}', '...Nope', '__schema{x}']));
  const set = `{${selected.join(' ')}}`;
  if (chance.is(0.1)) return `{...on ${type.name}${set}}`;
  if (!chance.is(0.1)) return set;
  const name = `F${draft.fragments.length}`;
  draft.fragments.push(`fragment ${name} on ${type.name}${set}`);
  return `{...${name}}`;
}

let aliases = 0;

function fieldOf(draft: Draft, field: GraphQLField<unknown, unknown>, depth: number): string {
  const { chance, wrongness } = draft;
  // Different arguments under one name would conflict.
  const alias = field.args.length > 0 || chance.is(0.2) ? `a${aliases++ % 1_000}:` : '';
  const given = field.args.filter((argument) => isRequiredArgument(argument) || chance.is(0.5));
  const args = given.filter(() => !chance.is(wrongness)).map((argument) => argumentOf(draft, argument));
  const directive = chance.is(0.1) ? directiveOf(draft) : '';
  const type = getNamedType(field.type);
  const hasSelection = chance.is(wrongness) ? chance.is(0.5) : !isLeafType(type);
  const selection = hasSelection ? (isObjectType(type) ? selectionOf(draft, type, depth + 1) : '{id}') : '';
  return `${alias}${field.name}${args.length > 0 ? `(${args.join()})` : ''}${directive}${selection}`;
}

function argumentOf(draft: Draft, { name, type }: GraphQLArgument): string {
  const value = makeValue(draft.chance, type, draft.wrongness / 2);
  if (draft.chance.is(0.4)) return `${name}:${value.literal}`;
  return `${name}:${variableOf(draft, String(type), value.json)}`;
}

function variableOf({ chance, wrongness, definitions, variables }: Draft, type: string, json: string): string {
  const name = `v${definitions.length}`;
  definitions.push(`$${name}:${chance.is(wrongness) ? chance.pick(['Int', 'Nope', '[String!]', 'Query']) : type}`);
  if (!chance.is(wrongness)) variables.push(`"${name}":${json}`);
  return `$${name}`;
}

function directiveOf(draft: Draft): string {
  const { chance } = draft;
  const condition = chance.is(0.5) ? String(chance.is(0.5)) : variableOf(draft, 'Boolean!', String(chance.is(0.5)));
  return `@${chance.pick(['skip', 'include'])}(if:${condition})`;
}

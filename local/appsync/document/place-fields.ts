import {
  type FieldNode,
  type GraphQLOutputType,
  getNamedType,
  isCompositeType,
  Kind,
  type SelectionSetNode,
  typeFromAST,
  type ValidationContext,
} from 'graphql';
import { fieldDefinition } from './field-definition.ts';

type Composite = ReturnType<ValidationContext['getParentType']>;

/** A field of the document with the types that the schema gives it; a field that the schema lacks has none. */
export interface PlacedField {
  readonly id: number;
  readonly node: FieldNode;
  readonly parent: Composite;
  readonly type: GraphQLOutputType | undefined;
}

/** Fields by the name that they have in the reply. */
export type FieldsByName = Map<string, Set<PlacedField>>;

/** A selection set and the type that it selects from. */
export interface PlacedSet {
  readonly set: SelectionSetNode;
  readonly parent: Composite;
}

/** The selection sets below fields. */
export function* selectionSetsOf(fields: Iterable<PlacedField>): Generator<PlacedSet> {
  for (const { node, type } of fields) {
    if (node.selectionSet) yield { set: node.selectionSet, parent: compositeOf(type) };
  }
}

function compositeOf(type: GraphQLOutputType | undefined): Composite {
  const named = getNamedType(type);
  return isCompositeType(named) ? named : undefined;
}

/** Makes a function that collects the fields of selection sets, with those of their fragments, by name. */
export function createPlacement(context: ValidationContext): (sets: Iterable<PlacedSet>) => FieldsByName {
  const placed = new Map<FieldNode, PlacedField>();
  return (sets) => {
    const fields: FieldsByName = new Map();
    const visitedFragments = new Set<string>();
    for (const set of sets) collect(context, set, { placed, fields, visitedFragments });
    return fields;
  };
}

interface Collection {
  readonly placed: Map<FieldNode, PlacedField>;
  readonly fields: FieldsByName;
  readonly visitedFragments: Set<string>;
}

function collect(context: ValidationContext, { set, parent }: PlacedSet, collection: Collection): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      add(context, selection, parent, collection);
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : unvisited(context, selection.name.value, collection);
    if (!fragment) continue;
    const type = fragment.typeCondition && typeFromAST(context.getSchema(), fragment.typeCondition);
    const narrowed = fragment.typeCondition ? (isCompositeType(type) ? type : undefined) : parent;
    collect(context, { set: fragment.selectionSet, parent: narrowed }, collection);
  }
}

function add(context: ValidationContext, node: FieldNode, parent: Composite, { placed, fields }: Collection): void {
  let field = placed.get(node);
  if (!field) {
    const type = fieldDefinition(context.getSchema(), parent, node.name.value)?.type;
    field = { id: placed.size, node, parent, type };
    placed.set(node, field);
  }
  const name = (node.alias ?? node.name).value;
  const same = fields.get(name);
  if (same) same.add(field);
  else fields.set(name, new Set([field]));
}

function unvisited(context: ValidationContext, name: string, { visitedFragments }: Collection) {
  if (visitedFragments.has(name)) return undefined;
  visitedFragments.add(name);
  return context.getFragment(name);
}

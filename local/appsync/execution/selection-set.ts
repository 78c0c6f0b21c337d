import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * `ctx.info.selectionSetList`: the selected fields by alias, nested ones as `parent/child`, fragments merged, skipped
 * ones left out; of an interface or union only the fields that it has itself.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference-js.html
 */
export function selectionSetList(info: GraphQLResolveInfo): string[] {
  const paths = new Set<string>();
  const visit = (set: SelectionSetNode | undefined, parent: GraphQLNamedType | undefined, prefix: string) => {
    for (const { field, narrowed } of fieldsOf(set, info, parent)) {
      if (narrowed) continue;
      const path = prefix + (field.alias ?? field.name).value;
      paths.add(path);
      visit(field.selectionSet, typeOfField(parent, field), `${path}/`);
    }
  };
  for (const node of info.fieldNodes) visit(node.selectionSet, getNamedType(info.returnType), '');
  return [...paths];
}

/** `ctx.info.selectionSetGraphQL`: the selection set as GraphQL text. */
export function selectionSetGraphQL(info: GraphQLResolveInfo): string {
  return info.fieldNodes.flatMap(({ selectionSet }) => (selectionSet ? [print(selectionSet)] : [])).join('\n');
}

/** Filters data by the field's selection set, as AppSync does with the `data` of an error. */
export function selectData(data: unknown, info: GraphQLResolveInfo): unknown {
  return select(
    data,
    info.fieldNodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : [])),
    info,
  );
}

function select(data: unknown, sets: readonly SelectionSetNode[], info: GraphQLResolveInfo): unknown {
  if (Array.isArray(data)) return data.map((item) => select(item, sets, info));
  if (typeof data !== 'object' || data === null || sets.length === 0) return data;
  const source: Readonly<Record<string, unknown>> = { ...data };
  const selected = sets.flatMap((set) => fieldsOf(set, info)).map(({ field }) => field);
  return Object.fromEntries(
    selected
      .filter(({ name }) => Object.hasOwn(source, name.value))
      .map((field) => [
        (field.alias ?? field.name).value,
        select(source[field.name.value], field.selectionSet ? [field.selectionSet] : [], info),
      ]),
  );
}

interface Selected {
  readonly field: FieldNode;
  /** Whether the field comes from a fragment on one of several possible types. */
  readonly narrowed: boolean;
}

function fieldsOf(
  set: SelectionSetNode | undefined,
  info: GraphQLResolveInfo,
  parent?: GraphQLNamedType,
  narrowed = false,
): Selected[] {
  return (set?.selections ?? []).flatMap((selection) => {
    if (isSkipped(selection, info)) return [];
    if (selection.kind === Kind.FIELD) return [{ field: selection, narrowed }];
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? info.fragments[selection.name.value] : selection;
    if (!fragment) return [];
    const condition = conditionOf(fragment);
    const narrows = condition !== undefined && isAbstractType(parent) && condition !== parent.name;
    return fieldsOf(fragment.selectionSet, info, parent, narrowed || narrows);
  });
}

function typeOfField(parent: GraphQLNamedType | undefined, { name }: FieldNode): GraphQLNamedType | undefined {
  if (!isObjectType(parent) && !isInterfaceType(parent)) return undefined;
  const type = parent.getFields()[name.value]?.type;
  return type && getNamedType(type);
}

function conditionOf(fragment: FragmentDefinitionNode | Exclude<SelectionNode, FieldNode>): string | undefined {
  return 'typeCondition' in fragment ? fragment.typeCondition?.name.value : undefined;
}

function isSkipped(node: SelectionNode, { variableValues }: GraphQLResolveInfo): boolean {
  if (!node.directives?.length) return false;
  return (
    getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.if === true ||
    getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.if === false
  );
}

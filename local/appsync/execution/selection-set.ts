import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  isAbstractType,
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
  const visit = (set: SelectionSetNode | undefined, prefix: string) => {
    for (const { field, abstract } of fieldsOf(set, info)) {
      if (abstract) continue;
      const path = prefix + (field.alias ?? field.name).value;
      paths.add(path);
      visit(field.selectionSet, `${path}/`);
    }
  };
  for (const node of info.fieldNodes) visit(node.selectionSet, '');
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
  readonly abstract: boolean;
}

function fieldsOf(set: SelectionSetNode | undefined, info: GraphQLResolveInfo, abstract = false): Selected[] {
  return (set?.selections ?? []).flatMap((selection) => {
    if (isSkipped(selection, info)) return [];
    if (selection.kind === Kind.FIELD) return [{ field: selection, abstract }];
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? info.fragments[selection.name.value] : selection;
    if (!fragment) return [];
    const condition = conditionOf(fragment);
    const narrows = condition !== undefined && narrowsAbstract(condition, info);
    return fieldsOf(fragment.selectionSet, info, abstract || narrows);
  });
}

function conditionOf(fragment: FragmentDefinitionNode | Exclude<SelectionNode, FieldNode>): string | undefined {
  return 'typeCondition' in fragment ? fragment.typeCondition?.name.value : undefined;
}

function narrowsAbstract(condition: string, { schema, returnType }: GraphQLResolveInfo): boolean {
  const type = getNamedType(returnType);
  return isAbstractType(type) && condition !== type.name && schema.getType(condition) !== undefined;
}

function isSkipped(node: SelectionNode, { variableValues }: GraphQLResolveInfo): boolean {
  if (!node.directives?.length) return false;
  return (
    getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.if === true ||
    getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.if === false
  );
}

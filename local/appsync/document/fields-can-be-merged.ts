import {
  type ASTVisitor,
  type FieldNode,
  GraphQLError,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type OperationDefinitionNode,
  print,
  type ValidationContext,
} from 'graphql';
import { createPlacement, type FieldsByName, type PlacedField, selectionSetsOf } from './place-fields.ts';

/** What two fields of one name have against each other; undefined when they get along. */
type Compare = (first: PlacedField, other: PlacedField) => string | undefined;

/**
 * Validation rule: fields of one name in the reply can be merged into one. graphql-js compares them pair by pair and
 * gives up at some thousand; graphql-java groups them and compares each with the first, as here.
 * https://tech.new-work.se/graphql-overlapping-fields-can-be-merged-fast-ea6e92e0a01
 */
export function fieldsCanBeMerged(context: ValidationContext): ASTVisitor {
  const place = createPlacement(context);
  return {
    OperationDefinition(operation: OperationDefinitionNode) {
      const root = context.getSchema().getRootType(operation.operation);
      const fields = place([{ set: operation.selectionSet, parent: root }]);
      const report = createReport(context);
      const subfields = (group: Iterable<PlacedField>) => place(selectionSetsOf(group));
      checkGroups(fields, { split: (group) => [group], compare: compareShapes, subfields, report });
      checkGroups(fields, { split: byCommonParent, compare: compareCalls, subfields, report });
    },
  };
}

function createReport(context: ValidationContext) {
  const reported = new Set<string>();
  return (path: readonly string[], reason: string, group: Iterable<PlacedField>) => {
    const message = `Fields "${path.join('/')}" conflict because ${reason}. Use different aliases.`;
    if (reported.has(message)) return;
    reported.add(message);
    context.reportError(new GraphQLError(message, { nodes: [...group].map(({ node }) => node) }));
  };
}

interface Check {
  /** Which fields of one name meet in an object. */
  readonly split: (group: ReadonlySet<PlacedField>) => Iterable<ReadonlySet<PlacedField>>;
  readonly compare: Compare;
  readonly subfields: (group: Iterable<PlacedField>) => FieldsByName;
  readonly report: ReturnType<typeof createReport>;
}

function checkGroups(
  fields: FieldsByName,
  check: Check,
  path: readonly string[] = [],
  known: Set<string> = new Set(),
): void {
  for (const [name, all] of fields) {
    for (const group of check.split(all)) {
      // The same fields come together on many paths where fragments repeat.
      const key = [...group].map(({ id }) => id).join();
      if (known.has(key)) continue;
      known.add(key);
      const here = [...path, name];
      const reason = findReason(group, check.compare);
      if (reason !== undefined) check.report(here, reason, group);
      else checkGroups(check.subfields(group), check, here, known);
    }
  }
}

function findReason(group: ReadonlySet<PlacedField>, compare: Compare): string | undefined {
  const [first, ...others] = group;
  for (const other of others) {
    const reason = first && compare(first, other);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** Fields of different object types never meet; those of an interface or a union meet all. */
function byCommonParent(group: ReadonlySet<PlacedField>): Iterable<ReadonlySet<PlacedField>> {
  if (group.size === 1) return [group];
  const abstract = [...group].filter(({ parent }) => !isObjectType(parent));
  const byParent = new Map<PlacedField['parent'], Set<PlacedField>>();
  for (const field of group) {
    if (!isObjectType(field.parent)) continue;
    const same = byParent.get(field.parent) ?? new Set(abstract);
    byParent.set(field.parent, same.add(field));
  }
  return byParent.size === 0 ? [group] : byParent.values();
}

const compareCalls: Compare = ({ node: first }, { node: other }) => {
  if (first.name.value !== other.name.value) return `${first.name.value} and ${other.name.value} are different fields`;
  return argumentsOf(first) === argumentsOf(other) ? undefined : 'they have differing arguments';
};

function argumentsOf({ arguments: given = [] }: FieldNode): string {
  return given.length === 0 ? '' : given.map(print).sort().join();
}

const compareShapes: Compare = ({ type: first }, { type: other }) => {
  if (!first || !other || first === other) return undefined;
  return compareTypes(first, other);
};

function compareTypes(first: GraphQLOutputType, other: GraphQLOutputType): string | undefined {
  if (isNonNullType(first) || isNonNullType(other)) {
    if (!isNonNullType(first) || !isNonNullType(other)) return 'fields have different nullability shapes';
    return compareTypes(first.ofType, other.ofType);
  }
  if (isListType(first) || isListType(other)) {
    if (!isListType(first) || !isListType(other)) return 'fields have different list shapes';
    return compareTypes(first.ofType, other.ofType);
  }
  if (first === other || (!isLeafType(first) && !isLeafType(other))) return undefined;
  return `they return differing types ${first.name} and ${other.name}`;
}

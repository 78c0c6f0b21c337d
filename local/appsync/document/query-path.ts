import {
  type ArgumentNode,
  type ASTNode,
  BREAK,
  type DocumentNode,
  Kind,
  type VariableDefinitionNode,
  visit,
} from 'graphql';

/** Where in a document a node stands. */
export interface Place {
  /** Names of the fields from the root, as graphql-java puts them behind `@`. */
  readonly fields: readonly string[];
  /** The argument that holds the node, where one does, and the node's name within it, e.g. `input.age`. */
  readonly argument: { readonly node: ArgumentNode; readonly path: string } | undefined;
  /** The variable whose definition holds the node, where one does. */
  readonly variable: VariableDefinitionNode | undefined;
}

/** Finds nodes in their document, all in one walk. */
export function findPlaces(nodes: ReadonlySet<ASTNode>, document: DocumentNode): Map<ASTNode, Place> {
  const places = new Map<ASTNode, Place>();
  visit(document, {
    enter(visited, _key, parent, _path, ancestors) {
      if (places.size === nodes.size) return BREAK;
      if (nodes.has(visited)) {
        places.set(visited, describe([...[...ancestors, ...(parent ? [parent] : [])].filter(isNode), visited]));
      }
      return undefined;
    },
  });
  return places;
}

function describe(line: readonly ASTNode[]): Place {
  const fields = line.flatMap((node) => (node.kind === Kind.FIELD ? [node.name.value] : []));
  const argument = line.find((node) => node.kind === Kind.ARGUMENT);
  const variable = line.find((node) => node.kind === Kind.VARIABLE_DEFINITION);
  if (!argument) return { fields, argument: undefined, variable };
  const names = line.flatMap((node) => (node.kind === Kind.OBJECT_FIELD ? [node.name.value] : []));
  return { fields, argument: { node: argument, path: [argument.name.value, ...names].join('.') }, variable };
}

const isNode = (value: ASTNode | readonly ASTNode[]): value is ASTNode => !Array.isArray(value);

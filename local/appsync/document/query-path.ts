import { type ArgumentNode, type ASTNode, BREAK, type DocumentNode, Kind, visit } from 'graphql';

/** Where in a document a node stands. */
export interface Place {
  /** Names of the fields from the root, as graphql-java puts them behind `@`. */
  readonly fields: readonly string[];
  /** The argument that holds the node, where one does, and the node's name within it, e.g. `input.age`. */
  readonly argument: { readonly node: ArgumentNode; readonly path: string } | undefined;
}

/** Finds a node in its document. */
export function placeOf(node: ASTNode, document: DocumentNode): Place {
  let place: Place = { fields: [], argument: undefined };
  visit(document, {
    enter(visited, _key, parent, _path, ancestors) {
      if (visited !== node) return undefined;
      place = describe([...[...ancestors, ...(parent ? [parent] : [])].filter(isNode), visited]);
      return BREAK;
    },
  });
  return place;
}

function describe(line: readonly ASTNode[]): Place {
  const fields = line.flatMap((node) => (node.kind === Kind.FIELD ? [node.name.value] : []));
  const argument = line.find((node) => node.kind === Kind.ARGUMENT);
  if (!argument) return { fields, argument: undefined };
  const names = line.flatMap((node) => (node.kind === Kind.OBJECT_FIELD ? [node.name.value] : []));
  return { fields, argument: { node: argument, path: [argument.name.value, ...names].join('.') } };
}

const isNode = (value: ASTNode | readonly ASTNode[]): value is ASTNode => !Array.isArray(value);

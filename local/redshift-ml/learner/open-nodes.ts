import type { GrowPolicy } from './hyperparameters.ts';

/** The nodes that wait for their split. */
export interface OpenNodes<Node> {
  /** Nodes come by ascending number. */
  add(node: Node): void;
  /** Takes the node out that is to be split next. */
  take(): Node | undefined;
}

/**
 * Makes an empty line of nodes: `depthwise` takes them as they come, which is level by level; `lossguide` takes the one
 * whose split reduces the loss most, the first among equals.
 */
export function createOpenNodes<Node extends { readonly split: { readonly lossChange: number } }>(
  policy: GrowPolicy,
): OpenNodes<Node> {
  const nodes: Node[] = [];
  if (policy === 'depthwise') {
    let next = 0;
    return { add: (node) => void nodes.push(node), take: () => nodes[next++] };
  }
  return {
    // Ascending by loss change, and later nodes before earlier ones of the same, so that the last is the next.
    add: (node) => void nodes.splice(firstNotBelow(nodes, node.split.lossChange), 0, node),
    take: () => nodes.pop(),
  };
}

function firstNotBelow(
  nodes: ReadonlyArray<{ readonly split: { readonly lossChange: number } }>,
  lossChange: number,
): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.split.lossChange ?? 0) < lossChange) low = middle + 1;
    else high = middle;
  }
  return low;
}

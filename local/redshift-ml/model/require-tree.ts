import type { Tree } from './tree.ts';
import { UnsupportedModelError } from './xgboost-json.ts';

/** Throws UnsupportedModelError when the nodes are no tree of features that exist: scoring would not end, or answer NaN. */
export function requireTree(tree: Tree, index: number, featureCount: number): void {
  const { leftChildren, rightChildren, splitIndices, splitConditions, defaultLeft } = tree;
  const nodeCount = leftChildren.length;
  const isWhole = [rightChildren, splitIndices, splitConditions, defaultLeft].every(
    ({ length }) => length === nodeCount,
  );
  if (!isWhole || nodeCount === 0) throw damaged(index, 'its lists differ in length');
  const isReached = new Uint8Array(nodeCount);
  const waiting = [0];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!(node >= 0 && node < nodeCount) || isReached[node]) throw damaged(index, 'its nodes do not branch as a tree');
    isReached[node] = 1;
    if ((leftChildren[node] as number) < 0) continue;
    const feature = splitIndices[node] as number;
    if (!(feature >= 0 && feature < featureCount))
      throw damaged(index, `it asks feature ${feature} of ${featureCount}`);
    waiting.push(leftChildren[node] as number, rightChildren[node] as number);
  }
}

function damaged(index: number, reason: string): UnsupportedModelError {
  return new UnsupportedModelError(`tree ${index} is damaged: ${reason}`);
}

import { createTarGzip } from 'nanotar';
import { saveModel } from '../../local/redshift-ml/model/save-model.ts';
import { NO_PARENT } from '../../local/redshift-ml/model/tree.ts';

/** A model.tar.gz as SageMaker leaves it: a regression of one tree that asks the first of so many features. */
export async function xgboostArtefact(featureCount: number): Promise<Uint8Array> {
  const tree = {
    leftChildren: Int32Array.of(1, -1, -1),
    rightChildren: Int32Array.of(2, -1, -1),
    parents: Int32Array.of(NO_PARENT, 0, 0),
    splitIndices: new Int32Array(3),
    splitConditions: Float32Array.of(10, 7.25, 11.5),
    defaultLeft: Uint8Array.of(1, 0, 0),
    baseWeights: new Float32Array(3),
    lossChanges: new Float32Array(3),
    sumHessian: new Float32Array(3),
  };
  const modelJson = saveModel({
    objective: 'reg:squarederror',
    numClass: 0,
    scalePosWeight: 1,
    baseScore: 0.5,
    featureCount,
    featureNames: [],
    trees: [tree],
    treeClasses: [0],
    attributes: {},
  });
  return createTarGzip([{ name: 'xgboost-model', data: modelJson }]);
}

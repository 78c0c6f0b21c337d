import { gzipSync } from 'node:zlib';
import { createTar } from 'nanotar';
import { describe, expect, it } from 'vitest';
import { compileModel } from '../../../local/redshift-ml/model/compile-model.ts';
import { readModelArtifact } from '../../../local/redshift-ml/model/model-artifact.ts';

/** What XGBoost 1.7.4 saves of one stump over two features, as UBJSON. */
const ubjson = Buffer.from(
  [
    'e0wAAAAAAAAAB2xlYXJuZXJ7TAAAAAAAAAAKYXR0cmlidXRlc3tMAAAAAAAAAA5iZXN0X2l0ZXJhdGlvblNMAAAAAAAAAAEwTAAAAAAAAAAQ',
    'YmVzdF9udHJlZV9saW1pdFNMAAAAAAAAAAExfUwAAAAAAAAADWZlYXR1cmVfbmFtZXNbI0wAAAAAAAAAAEwAAAAAAAAADWZlYXR1cmVfdHlw',
    'ZXNbI0wAAAAAAAAAAEwAAAAAAAAAEGdyYWRpZW50X2Jvb3N0ZXJ7TAAAAAAAAAAFbW9kZWx7TAAAAAAAAAASZ2J0cmVlX21vZGVsX3BhcmFt',
    'e0wAAAAAAAAAEW51bV9wYXJhbGxlbF90cmVlU0wAAAAAAAAAATFMAAAAAAAAAAludW1fdHJlZXNTTAAAAAAAAAABMUwAAAAAAAAAEHNpemVf',
    'bGVhZl92ZWN0b3JTTAAAAAAAAAABMH1MAAAAAAAAAAl0cmVlX2luZm9bI0wAAAAAAAAAAWkATAAAAAAAAAAFdHJlZXNbI0wAAAAAAAAAAXtM',
    'AAAAAAAAAAxiYXNlX3dlaWdodHNbJGQjTAAAAAAAAAADP5mZmr6qqqtAFVVVTAAAAAAAAAAKY2F0ZWdvcmllc1skbCNMAAAAAAAAAABMAAAA',
    'AAAAABBjYXRlZ29yaWVzX25vZGVzWyRsI0wAAAAAAAAAAEwAAAAAAAAAE2NhdGVnb3JpZXNfc2VnbWVudHNbJEwjTAAAAAAAAAAATAAAAAAA',
    'AAAQY2F0ZWdvcmllc19zaXplc1skTCNMAAAAAAAAAABMAAAAAAAAAAxkZWZhdWx0X2xlZnRbJFUjTAAAAAAAAAADAQAATAAAAAAAAAACaWRp',
    'AEwAAAAAAAAADWxlZnRfY2hpbGRyZW5bJGwjTAAAAAAAAAADAAAAAf//////////TAAAAAAAAAAMbG9zc19jaGFuZ2VzWyRkI0wAAAAAAAAA',
    'A0EXd3kAAAAAAAAAAEwAAAAAAAAAB3BhcmVudHNbJGwjTAAAAAAAAAADf////wAAAAAAAAAATAAAAAAAAAAOcmlnaHRfY2hpbGRyZW5bJGwj',
    'TAAAAAAAAAADAAAAAv//////////TAAAAAAAAAAQc3BsaXRfY29uZGl0aW9uc1skZCNMAAAAAAAAAAM/wAAAvczMzj8zMzNMAAAAAAAAAA1z',
    'cGxpdF9pbmRpY2VzWyRsI0wAAAAAAAAAAwAAAAAAAAAAAAAAAEwAAAAAAAAACnNwbGl0X3R5cGVbJFUjTAAAAAAAAAADAAAATAAAAAAAAAAL',
    'c3VtX2hlc3NpYW5bJGQjTAAAAAAAAAADQIAAAEAAAABAAAAATAAAAAAAAAAKdHJlZV9wYXJhbXtMAAAAAAAAAAtudW1fZGVsZXRlZFNMAAAA',
    'AAAAAAEwTAAAAAAAAAALbnVtX2ZlYXR1cmVTTAAAAAAAAAABMkwAAAAAAAAACW51bV9ub2Rlc1NMAAAAAAAAAAEzTAAAAAAAAAAQc2l6ZV9s',
    'ZWFmX3ZlY3RvclNMAAAAAAAAAAEwfX19TAAAAAAAAAAEbmFtZVNMAAAAAAAAAAZnYnRyZWV9TAAAAAAAAAATbGVhcm5lcl9tb2RlbF9wYXJh',
    'bXtMAAAAAAAAAApiYXNlX3Njb3JlU0wAAAAAAAAABDVFLTFMAAAAAAAAABJib29zdF9mcm9tX2F2ZXJhZ2VTTAAAAAAAAAABMEwAAAAAAAAA',
    'CW51bV9jbGFzc1NMAAAAAAAAAAEwTAAAAAAAAAALbnVtX2ZlYXR1cmVTTAAAAAAAAAABMkwAAAAAAAAACm51bV90YXJnZXRTTAAAAAAAAAAB',
    'MX1MAAAAAAAAAAlvYmplY3RpdmV7TAAAAAAAAAAEbmFtZVNMAAAAAAAAABByZWc6c3F1YXJlZGVycm9yTAAAAAAAAAAOcmVnX2xvc3NfcGFy',
    'YW17TAAAAAAAAAAQc2NhbGVfcG9zX3dlaWdodFNMAAAAAAAAAAExfX19TAAAAAAAAAAHdmVyc2lvblsjTAAAAAAAAAADaQFpB2kEfQ==',
  ].join(''),
  'base64',
);
/** What XGBoost itself predicts for these rows. */
const rows = [
  { values: [0, 1], prediction: 0.39999998 },
  { values: [3, 4], prediction: 1.2 },
  { values: [null, null], prediction: 0.39999998 },
];

const json = readModelArtifact(ubjson);
const archive = (...files: ReadonlyArray<readonly [name: string, data: Buffer | string]>) =>
  gzipSync(createTar(files.map(([name, data]) => ({ name, data }))));

describe('a model artefact', () => {
  it.each([
    ['UBJSON', ubjson],
    ['JSON', Buffer.from(json)],
    ['gzipped JSON', gzipSync(json)],
    [
      'model.tar.gz with XGBoost on SageMaker’s name',
      archive(['inference.py', 'import os'], ['xgboost-model', ubjson]),
    ],
    ['model.tar.gz with one file', archive(['model.json', json])],
  ])('of %s predicts as XGBoost does', (_, bytes) => {
    const scorer = compileModel(readModelArtifact(bytes));

    expect(scorer.inputKinds).toEqual(['numeric', 'numeric']);
    for (const { values, prediction } of rows) expect(scorer.scoreRow(values)[0]).toBeCloseTo(prediction, 6);
  });

  it.each([
    [
      'the old binary format',
      Buffer.from('binf\0\0'),
      "XGBoost's old binary format is not supported by the local engine",
    ],
    ['a pickle', Buffer.from([0x80, 4, 0x95]), 'a pickled model is not supported by the local engine'],
    ['text', Buffer.from('hello'), 'this is not an XGBoost model in JSON or UBJSON'],
    ['nothing', Buffer.alloc(0), 'this is not an XGBoost model in JSON or UBJSON'],
    ['half of the UBJSON', ubjson.subarray(0, 700), 'the UBJSON is damaged'],
    ['half of the gzip', gzipSync(json).subarray(0, 200), 'the gzip file is damaged'],
    ['two files', archive(['a.json', json], ['b.json', json]), 'it holds a.json, b.json'],
  ])('of %s is refused', (_, bytes, message) => {
    expect(() => readModelArtifact(bytes)).toThrow(message);
  });
});

describe('a damaged model', () => {
  it.each([
    ['"left_children":[1,-1,-1]', '"left_children":[0,-1,-1]', 'its nodes do not branch as a tree'],
    ['"left_children":[1,-1,-1]', '"left_children":[9,-1,-1]', 'its nodes do not branch as a tree'],
    ['"left_children":[1,-1,-1]', '"left_children":[1,-1]', 'its lists differ in length'],
    ['"split_indices":[0,0,0]', '"split_indices":[7,0,0]', 'it asks feature 7 of 2'],
    ['"base_score":"5E-1"', '"base_score":"[1,2]"', 'base_score [1,2] is not supported'],
  ])('with %s made %s is refused', (whole, broken, message) => {
    expect(json).toContain(whole);

    expect(() => compileModel(json.replace(whole, broken))).toThrow(message);
  });
});

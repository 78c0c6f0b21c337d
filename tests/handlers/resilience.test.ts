import { describe, expect, it } from 'vitest';
import { isUnavailable } from '../../handlers/resilience.ts';

describe('a call of the warehouse', () => {
  it.each([
    ['finds nobody when its connection is reset', { code: 'ECONNRESET' }, true],
    ['finds nobody when the name server does not answer', { code: 'EAI_AGAIN' }, true],
    ['finds nobody when nobody takes its connection', { name: 'TimeoutError' }, true],
    ['finds nobody when a gateway answers', { $metadata: { httpStatusCode: 502 } }, true],
    ['finds somebody who refuses it', { $metadata: { httpStatusCode: 400 } }, false],
    ['is wrong itself', { code: 'ERR_INVALID_ARG_TYPE' }, false],
  ])('%s', (_, members, expected) => {
    expect(isUnavailable(Object.assign(new Error('no'), members))).toBe(expected);
  });
});

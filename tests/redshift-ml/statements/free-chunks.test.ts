import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createChunkCollector } from '../../../local/redshift-ml/statements/free-chunks.ts';

describe('the collector of chunks', () => {
  it('collects, and leaves no trace in contexts that are made later', () => {
    const collect = createChunkCollector();

    for (let chunk = 0; chunk < 64; chunk += 1) collect();

    expect(runInNewContext('typeof gc')).toBe('undefined');
  });
});

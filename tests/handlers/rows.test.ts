import { describe, expect, it } from 'vitest';
import { dateTimeIn, decodeRows, numberIn, textIn } from '../../handlers/rows.ts';

describe('decodeRows', () => {
  it('turns field unions into rows by column name', () => {
    const columns = [{ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'd' }, { name: 'e' }];
    const records = [
      [{ stringValue: '' }, { longValue: 0 }, { doubleValue: 0.5 }, { booleanValue: false }, { isNull: true as const }],
    ];
    expect(decodeRows(columns, records)).toEqual([{ a: '', b: 0, c: 0.5, d: false, e: null }]);
  });
});

describe('reading a column', () => {
  const row = { text: 'x', number: 1, time: '2026-01-02 03:04:05.678' };

  it('gives texts, numbers and times', () => {
    expect(textIn(row, 'text')).toBe('x');
    expect(numberIn(row, 'number')).toBe(1);
    expect(dateTimeIn(row, 'time')).toBe('2026-01-02T03:04:05.678Z');
  });

  it('names the column that holds something else', () => {
    expect(() => textIn(row, 'number')).toThrow('Column number');
    expect(() => numberIn(row, 'missing')).toThrow('Column missing');
  });
});

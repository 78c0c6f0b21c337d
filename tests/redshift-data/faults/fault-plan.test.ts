import { describe, expect, it } from 'vitest';
import { printFaultPlan, readFaultPlan } from '../../../local/redshift-data/faults/fault-plan.ts';

describe('a list of faults', () => {
  it.each(['', 'warm', 'warm,quotas,fail=0.1,drop=2x', 'hang,abort=0.5,error=3x'])(
    'is read and printed: "%s"',
    (list) => {
      expect(printFaultPlan(readFaultPlan(list))).toBe(list);
    },
  );

  it('may be written with blanks', () => {
    expect(printFaultPlan(readFaultPlan(' warm , fail = .1,'))).toBe('warm,fail=0.1');
  });

  it.each([
    ['cold', 'There is no fault "cold"; there are warm, waking, quotas, fail, abort, hang, drop, error'],
    ['constructor', 'There is no fault "constructor"'],
    ['warm=2', '"warm=2": warm takes no number'],
    ['fail=', '"fail=": a fault takes a probability such as 0.1, or a count such as 2x'],
    ['fail=2', '"fail=2": a fault takes'],
    ['fail=-1x', '"fail=-1x": a fault takes'],
    ['fail=0.1=0.2', '"fail=0.1=0.2": a fault takes'],
  ])('is refused by what is wrong with it: "%s"', (list, message) => {
    expect(() => readFaultPlan(list)).toThrow(message);
  });
});

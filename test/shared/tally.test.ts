import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTallies, countsOf, TallyCounter } from '../../shared/tally.ts';

function tallyOf(keys: readonly string[]) {
  const counter = new TallyCounter();
  for (const key of keys) counter.add(key);
  return counter.toTally();
}

describe('a tally', () => {
  it('counts by key, one at a time or several', () => {
    const counter = new TallyCounter();
    counter.add('rows');
    counter.add('rows', 4);
    counter.add('days:12');
    expect(counter.toTally()).toEqual({ rows: 5, 'days:12': 1 });
  });

  it('has its keys in one order, whatever order they came in', () => {
    expect(Object.keys(tallyOf(['b', 'a', 'B', 'a:2', 'a:10']))).toEqual(['B', 'a', 'a:10', 'a:2', 'b']);
    expect(JSON.stringify(tallyOf(['b', 'a']))).toBe(JSON.stringify(tallyOf(['a', 'b'])));
  });

  it('of many pages is that of one page, however the rows are cut', () => {
    const keys = fc.array(fc.constantFrom('a', 'b', 'days:1', 'days:2', 'constructor', '__proto__x'), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(keys, fc.nat(40), fc.nat(40), (all, i, j) => {
        const [from, to] = [Math.min(i, j), Math.max(i, j)];
        const pages = [all.slice(0, from), all.slice(from, to), all.slice(to)].map(tallyOf);
        expect(JSON.stringify(addTallies(pages))).toBe(JSON.stringify(tallyOf(all)));
        expect(addTallies(pages.reverse())).toEqual(tallyOf(all));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('of no pages is empty', () => {
    expect(addTallies([])).toEqual({});
  });

  it('gives the counts below a prefix by what follows it, and no others', () => {
    const tally = { days: 1, 'days:12': 3, 'days:7:x': 2, 'daysOff:1': 9 };
    expect(countsOf(tally, 'days')).toEqual([
      ['12', 3],
      ['7:x', 2],
    ]);
  });
});

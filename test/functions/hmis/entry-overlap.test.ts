import { describe, expect, it } from 'vitest';
import { entryOverlaps } from '../../../functions/hmis/entry-overlap.ts';
import { enrollment } from './enrollment.ts';

type Stay = [EnrollmentID: string, EntryDate: string, ExitDate: string | null];

describe('entryOverlaps', () => {
  it.each<[string, Stay[], string[]]>([
    ['a single stay', [['A', '2022-01-01', null]], []],
    [
      'one after the other',
      [
        ['A', '2022-01-01', '2022-02-01'],
        ['B', '2022-02-02', null],
      ],
      [],
    ],
    [
      'entry on the day of exit',
      [
        ['A', '2022-01-01', '2022-02-01'],
        ['B', '2022-02-01', null],
      ],
      [],
    ],
    [
      'entry on the day before exit',
      [
        ['A', '2022-01-01', '2022-02-01'],
        ['B', '2022-01-31', null],
      ],
      ['B'],
    ],
    [
      'entry while an earlier stay is open',
      [
        ['A', '2022-01-01', null],
        ['B', '2022-03-01', '2022-03-02'],
      ],
      ['B'],
    ],
    [
      'two stays of the same entry date',
      [
        ['A', '2022-01-01', null],
        ['B', '2022-01-01', null],
      ],
      [],
    ],
    [
      'entry on the day after',
      [
        ['A', '2022-01-01', null],
        ['B', '2022-01-02', null],
      ],
      ['B'],
    ],
    [
      'the later stay comes first',
      [
        ['B', '2022-01-31', null],
        ['A', '2022-01-01', '2022-02-01'],
      ],
      ['B'],
    ],
    [
      'a long stay with two others in it',
      [
        ['A', '2022-01-01', '2022-12-31'],
        ['B', '2022-02-01', '2022-03-01'],
        ['C', '2022-04-01', '2022-05-01'],
      ],
      ['B', 'C'],
    ],
    [
      'an earlier stay that ended before it began',
      [
        ['A', '2022-02-01', '2022-01-01'],
        ['B', '2022-03-01', null],
      ],
      [],
    ],
    ['no stay', [], []],
  ])('%s', (_sentence, stays, expected) => {
    const records = stays.map(([EnrollmentID, EntryDate, ExitDate]) =>
      enrollment({ EnrollmentID, EntryDate, ExitDate }),
    );
    expect([...entryOverlaps(records)]).toEqual(expected);
  });
});

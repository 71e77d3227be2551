import { describe, expect, test } from 'vitest';
import { differences } from '../../../../infra/local/check-hud/difference.ts';
import { countedNights } from '../../../../infra/local/check-hud/q7b.ts';
import { calendarDate } from '../../../../shared/dates.ts';

const compare = (ours: Record<string, object>, theirs: Record<string, object>) =>
  differences({
    project: '109',
    question: 'Q16',
    ours: new Map(Object.entries(ours)) as never,
    theirs: new Map(Object.entries(theirs)) as never,
    ourReason: (id, what) => `our reason for ${id} ${what}`,
    theirReason: (id, what) => `their reason for ${id} ${what}`,
  });

describe('differences', () => {
  test('are none where both sides say the same, whatever their order', () => {
    expect(
      compare({ E1: { Status: 'Missing' }, E2: { Status: null } }, { E2: { Status: null }, E1: { Status: 'Missing' } }),
    ).toEqual([]);
  });

  test('are facts that are not the same, with what each side rests on', () => {
    expect(compare({ E1: { Status: 'Missing', Age: 20 } }, { E1: { Status: 'Completed', Age: 20 } })).toEqual([
      {
        project: '109',
        question: 'Q16',
        enrollmentId: 'E1',
        what: 'Status',
        ours: { value: 'Missing', because: 'our reason for E1 Status' },
        theirs: { value: 'Completed', because: 'their reason for E1 Status' },
      },
    ]);
  });

  test('are rows that one side lacks', () => {
    expect(
      compare({ E1: {} }, { E2: {} }).map(({ enrollmentId, ours, theirs }) => [enrollmentId, ours.value, theirs.value]),
    ).toEqual([
      ['E1', 'listed', 'not listed'],
      ['E2', 'not listed', 'listed'],
    ]);
  });
});

describe('HUD’s nights', () => {
  test('are the last Wednesdays of four months', () => {
    const nights = countedNights({ from: calendarDate('2021-10-01'), to: calendarDate('2022-09-30') });
    expect(Object.fromEntries(nights)).toEqual({
      October: '2021-10-27',
      January: '2022-01-26',
      April: '2022-04-27',
      July: '2022-07-27',
    });
  });

  test('are those inside the range, and the latest where one comes twice', () => {
    const nights = countedNights({ from: calendarDate('2021-10-28'), to: calendarDate('2023-01-25') });
    expect(Object.fromEntries(nights)).toMatchObject({ October: '2022-10-26', January: '2023-01-25' });
  });
});

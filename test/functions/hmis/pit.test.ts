import { describe, expect, test } from 'vitest';
import { isOperatingOn, participatesOn, pitAgeGroup, pitClass, pitVerdict } from '../../../functions/hmis/pit.ts';
import type { Enrollment } from '../../../functions/hmis/records.ts';
import { activity, date, enrollment, project } from './enrollment.ts';

const NIGHT = date('2026-01-28');

describe('a project on the night', () => {
  test.each([
    [0, null, 'sheltered'],
    [1, null, 'sheltered'],
    [2, null, 'sheltered'],
    [8, null, 'sheltered'],
    [4, null, 'unsheltered'],
    [3, null, 'permanentHousing'],
    [9, null, 'permanentHousing'],
    [10, null, 'permanentHousing'],
    [13, 2, 'permanentHousing'],
    [13, null, 'permanentHousing'],
    [13, 1, 'servicesOnly'],
    [6, null, 'notCounted'],
    [11, null, 'notCounted'],
    [12, null, 'notCounted'],
    [14, null, 'notCounted'],
    [null, null, 'notCounted'],
  ] as const)('of type %s, RRH sub-type %s, is %s', (ProjectType, RRHSubType, expected) => {
    expect(pitClass({ ProjectType, RRHSubType })).toBe(expected);
  });

  test.each([
    ['opens on it', '2026-01-28', null, true],
    ['opens the day after', '2026-01-29', null, false],
    ['closes on it', '2000-01-01', '2026-01-28', true],
    ['closed the day before', '2000-01-01', '2026-01-27', false],
  ] as const)('that %s', (_, start, end, operating) => {
    const dates = { OperatingStartDate: date(start), OperatingEndDate: end === null ? null : date(end) };
    expect(isOperatingOn(dates, NIGHT)).toBe(operating);
  });

  test.each([
    ['from it on', 1, '2026-01-28', null, true],
    ['from the day after on', 1, '2026-01-29', null, false],
    ['up to it', 1, null, '2026-01-28', true],
    ['up to the day before', 1, null, '2026-01-27', false],
    ['in a comparable database', 2, null, null, false],
    ['not at all', 0, null, null, false],
  ] as const)('that takes part in the HMIS %s', (_, HMISParticipationType, start, end, takesPart) => {
    const facts = {
      HMISParticipationType,
      StartDate: start === null ? null : date(start),
      EndDate: end === null ? null : date(end),
    };
    expect(participatesOn({ Participation: [facts] }, NIGHT)).toBe(takesPart);
  });
});

describe('a stay on the night', () => {
  const night = (kind: 'bedNight' | 'contact', on: string) => ({ Activities: [activity(kind, on)] });
  type Case = readonly [string, number, Partial<Enrollment> | object, string | null, string | true];
  test.each<Case>([
    ['entered that day', 0, { EntryDate: '2026-01-28' }, null, true],
    ['entered the day after', 0, { EntryDate: '2026-01-29' }, null, 'startsAfterRange'],
    ['left that day', 0, { ExitDate: '2026-01-28' }, null, 'exitedOnFirstDay'],
    ['left the day after', 0, { ExitDate: '2026-01-29' }, null, true],
    ['left the day before', 0, { ExitDate: '2026-01-27' }, null, 'exitedBeforeRange'],
    ['a bed night', 1, night('bedNight', '2026-01-28'), null, true],
    ['a bed night the night before', 1, night('bedNight', '2026-01-27'), null, 'noBedNight'],
    ['met that night', 4, night('contact', '2026-01-28'), null, true],
    ['met the day after', 4, night('contact', '2026-01-29'), null, 'noContact'],
    ['met that night, and left that day', 4, { ...night('contact', '2026-01-28'), ExitDate: '2026-01-28' }, null, true],
    ['moved in that day', 3, {}, '2026-01-28', true],
    ['not moved in yet', 3, {}, null, 'notMovedIn'],
    ['in services only', 6, {}, null, 'notResidential'],
  ])('%s (type %i)', (_, ProjectType, fields, moveIn, expected) => {
    const verdict = pitVerdict(
      enrollment({ EntryDate: '2026-01-01', ...fields }),
      project({ ProjectType }),
      NIGHT,
      moveIn === null ? null : date(moveIn),
    );
    expect(verdict.counted || verdict.reason).toBe(expected);
  });

  test('in a project that was not operating is not counted', () => {
    const closed = project({ OperatingEndDate: '2026-01-27' });
    expect(pitVerdict(enrollment({ EntryDate: '2026-01-01' }), closed, NIGHT, null)).toEqual({
      counted: false,
      reason: 'notOperating',
    });
  });

  test('in rapid re-housing without housing has no bed', () => {
    const servicesOnly = project({ ProjectType: 13, RRHSubType: 1 });
    expect(pitVerdict(enrollment({ EntryDate: '2026-01-01' }), servicesOnly, NIGHT, NIGHT)).toEqual({
      counted: false,
      reason: 'servicesOnly',
    });
  });
});

test.each([
  [null, 'Unknown'],
  [0, 'Under 18'],
  [17, 'Under 18'],
  [18, '18 to 24'],
  [24, '18 to 24'],
  [25, '25 to 34'],
  [34, '25 to 34'],
  [54, '45 to 54'],
  [55, '55 to 64'],
  [64, '55 to 64'],
  [65, '65 or older'],
])('age %s is in the group %s', (age, group) => expect(pitAgeGroup(age)).toBe(group));

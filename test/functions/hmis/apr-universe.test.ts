import { describe, expect, test } from 'vitest';
import { isInApr, isInAprDataQuality, isInAprInactiveRecords } from '../../../functions/hmis/apr-universe.ts';
import { activity, enrollment, funder, project, range } from './enrollment.ts';

const YEAR = range('2025-10-01', '2026-09-30');

describe('a stay in the APR', () => {
  test.each([
    ['entered on the last day', 0, { EntryDate: '2026-09-30' }, true],
    ['entered the day after it', 0, { EntryDate: '2026-10-01' }, false],
    ['exited on the first day', 0, { ExitDate: '2025-10-01' }, true],
    ['exited the day before it', 0, { ExitDate: '2025-09-30' }, false],
    ['open, without a bed night, of an entry/exit shelter', 0, {}, true],
    ['open, without a bed night, of a night-by-night shelter', 1, {}, false],
    [
      'open, with a bed night on the first day',
      1,
      { EntryDate: '2025-01-01', Activities: [activity('bedNight', '2025-10-01')] },
      true,
    ],
    [
      'open, with a bed night on the day before it',
      1,
      { EntryDate: '2025-01-01', Activities: [activity('bedNight', '2025-09-30')] },
      false,
    ],
    ['open, with a contact alone, of day shelter', 11, {}, true],
  ] as const)('%s (type %i)', (_, ProjectType, fields, counts) => {
    expect(
      isInApr(
        enrollment({ ...fields, Activities: 'Activities' in fields ? [...fields.Activities] : [] }),
        project({ ProjectType }),
        YEAR,
      ),
    ).toBe(counts);
  });
});

describe('a stay in the data quality tables', () => {
  const path = [funder(21)];
  test.each([
    ['street outreach, engaged on the last day', 4, [], '2026-09-30', true],
    ['street outreach, engaged the day after it', 4, [], '2026-10-01', false],
    ['street outreach, not engaged', 4, [], null, false],
    ['services only with PATH money, not engaged', 6, path, null, false],
    ['services only with PATH money, engaged', 6, path, '2026-01-01', true],
    [
      'services only with PATH money that ended before the range',
      6,
      [funder(21, { EndDate: '2025-09-30' })],
      null,
      false,
    ],
    ['services only without PATH money', 6, [funder(2)], null, true],
    ['a shelter with PATH money', 0, path, null, true],
  ] as const)('of %s', (_, ProjectType, Funders, DateOfEngagement, counts) => {
    const stay = enrollment({ EntryDate: '2025-11-01', DateOfEngagement });
    expect(isInAprDataQuality(stay, project({ ProjectType, Funders }), YEAR)).toBe(counts);
  });

  test('that is not in the APR is in none', () => {
    const stay = enrollment({ EntryDate: '2024-01-01', ExitDate: '2025-09-30', DateOfEngagement: '2024-02-01' });
    expect(isInAprDataQuality(stay, project({ ProjectType: 4 }), YEAR)).toBe(false);
  });
});

describe('a stay among the inactive records', () => {
  test.each([
    ['night-by-night, open, without a bed night', 1, {}, true],
    ['night-by-night, exited on the day before the range', 1, { ExitDate: '2025-09-30' }, false],
    ['night-by-night, entered the day after it', 1, { EntryDate: '2026-10-01' }, false],
    ['street outreach, engaged on the last day', 4, { DateOfEngagement: '2026-09-30' }, true],
    ['street outreach, engaged the day after it', 4, { DateOfEngagement: '2026-10-01' }, false],
  ])('%s', (_, ProjectType, fields, counts) => {
    const stay = enrollment({ EntryDate: '2025-01-01', ...fields });
    expect(isInAprInactiveRecords(stay, project({ ProjectType }), YEAR)).toBe(counts);
  });
});

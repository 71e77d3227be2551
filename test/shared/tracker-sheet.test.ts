import { describe, expect, it } from 'vitest';
import { dateOf, headerRow, mapHeaders, readRow, type SheetCell, type SheetField } from '../../shared/tracker-sheet.ts';

const NONE: ReadonlyMap<string, SheetField> = new Map();

function mapped(headers: readonly string[], given = NONE) {
  const found = mapHeaders(headers, given);
  return 'wrong' in found ? found.wrong : Object.fromEntries(found.mapping);
}

describe('the columns of a tracker sheet', () => {
  it('go by ClientTrack’s words', () => {
    const headers = [
      'Client ID',
      'Eligibility Verification',
      'Date Applied for a Unit',
      'Property Name of Unit',
      'Date Approved for a Unit',
      'Date of Scheduled Move-in',
      'Registered Sex Offender',
      'Relevant Criminal History (last 15 years)',
      'Needs ADA Unit',
    ];
    expect(mapped(headers)).toEqual({
      PersonalID: 0,
      EligibilityVerifiedDate: 1,
      DateAppliedForUnit: 2,
      PropertyName: 3,
      DateApprovedForUnit: 4,
      ScheduledMoveInDate: 5,
      RegisteredSexOffender: 6,
      RelevantCriminalHistory: 7,
      NeedsADAUnit: 8,
    });
  });

  it('go by our own keys and labels, in any case and order, and what is no field is left', () => {
    expect(mapped(['notes', 'Case manager', 'enrollmentid', 'Applied for a unit'])).toEqual({
      Notes: 0,
      EnrollmentID: 2,
      DateAppliedForUnit: 3,
    });
  });

  it('are as they are said to be, whatever a header looks like', () => {
    const given = new Map<string, SheetField>([['Remarks', 'Notes']]);
    expect(mapped(['EnrollmentID', 'Notes', 'Remarks'], given)).toEqual({ EnrollmentID: 0, Notes: 2 });
  });

  it.each<[string, readonly string[], ReadonlyMap<string, SheetField>, string]>([
    ['without an id', ['Notes'], NONE, 'EnrollmentID or PersonalID'],
    ['without a field', ['EnrollmentID', 'Name'], NONE, 'No column holds a field'],
    ['with two for one field', ['EnrollmentID', 'Notes', 'Comments'], NONE, 'both look like Notes'],
    ['without a column that was named', ['EnrollmentID', 'Notes'], new Map([['X', 'Notes']]), 'no column “X”'],
  ])('%s, are for a person to mend', (_, headers, given, words) => {
    expect(mapped(headers, given)).toContain(words);
  });

  it('may stand below a title', () => {
    expect(headerRow([['Housing tracker'], [], ['EnrollmentID', 'Notes'], ['E1', 'x']])).toBe(2);
    expect(headerRow([['a'], ['b']])).toBe(-1);
  });
});

describe('a date in a sheet', () => {
  it.each<[SheetCell, string | undefined]>([
    ['2026-01-05', '2026-01-05'],
    ['2026/1/5', '2026-01-05'],
    ['2026-01-05T00:00:00Z', '2026-01-05'],
    ['2026-01-05 13:30:00.000', '2026-01-05'],
    ['1/5/2026', '2026-01-05'],
    ['01-05-2026', '2026-01-05'],
    ['1/5/26', '2026-01-05'],
    ['1/5/2026 12:00:00 AM', '2026-01-05'],
    ['Jan 5, 2026', '2026-01-05'],
    ['January 5 2026', '2026-01-05'],
    ['5 Jan 2026', '2026-01-05'],
    ['5-Jan-26', '2026-01-05'],
    [46_027, '2026-01-05'],
    [46_027.75, '2026-01-05'],
    [61, '1900-03-01'],
    [60, undefined],
    [-1, undefined],
    [1e12, undefined],
    ['13/5/2026', undefined],
    ['2/30/2026', undefined],
    ['5/2026', undefined],
    ['Foo 5, 2026', undefined],
    ['tomorrow', undefined],
    [true, undefined],
  ])('%j is %s', (cell, date) => {
    expect(dateOf(cell)).toBe(date);
  });
});

describe('a row of a sheet', () => {
  const mapping = new Map<SheetField, number>([
    ['EnrollmentID', 0],
    ['EligibilityVerifiedDate', 1],
    ['NeedsADAUnit', 2],
    ['Notes', 3],
    ['Version', 4],
  ]);

  it.each<[string, readonly SheetCell[], unknown]>([
    [
      'whole',
      [' E1 ', '1/5/2026', 'y', 'call', 3],
      {
        enrollmentId: 'E1',
        version: 3,
        changes: { EligibilityVerifiedDate: '2026-01-05', NeedsADAUnit: 'Yes', Notes: 'call' },
      },
    ],
    ['with blanks, which change nothing', ['E1', '', null, '  '], { enrollmentId: 'E1', version: null, changes: {} }],
    ['with a number for an id', [123_456, '1/5/2026'], { enrollmentId: '123456' }],
    ['with a truth of Excel', ['E1', null, false], { changes: { NeedsADAUnit: 'No' } }],
    ['with what is no date', ['E1', 'soon'], { field: 'EligibilityVerifiedDate', message: 'is no date' }],
    ['with what is neither Yes nor No', ['E1', null, 'maybe'], { field: 'NeedsADAUnit' }],
    ['with too long a text', ['E1', null, null, 'x'.repeat(10_001)], { field: 'Notes' }],
    ['with what is no version', ['E1', null, null, 'x', '1.5'], { field: 'Version' }],
  ])('%s', (_, cells, expected) => {
    expect(readRow(cells, mapping)).toMatchObject(expected as object);
  });
});

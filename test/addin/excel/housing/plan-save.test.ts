import { describe, expect, it } from 'vitest';
import type { CellInput } from '../../../../addin/excel/cell-value.ts';
import { keepEdits } from '../../../../addin/excel/housing/keep-edits.ts';
import { planSave, sideBySide, versionsOf } from '../../../../addin/excel/housing/plan-save.ts';
import { tableOf } from '../../../../addin/excel/housing/tracker-table.ts';
import type { KnownTracker } from '../../../../addin/service/trackers.ts';
import type { AnswerColumn } from '../../../../shared/column.ts';
import type { TrackerVersion } from '../../../../shared/contract/trackers.ts';
import { calendarDate } from '../../../../shared/dates.ts';
import { BLANK_OPEN, BLANK_SEALED, TRACKER_FIELDS } from '../../../../shared/tracker.ts';

const TODAY = calendarDate('2026-02-11');
const KEYS = ['Category', 'EnrollmentID', ...TRACKER_FIELDS, 'UpdatedBy', 'UpdatedAt', 'Version'];
const PLACES = new Map(KEYS.map((key, place) => [key, place]));

type Cells = Readonly<Record<string, CellInput>>;

/** A sheet's rows by what stands in their cells; all else is blank. */
function sheetOf(rows: readonly Cells[], piiHidden = false) {
  return tableOf(
    rows.map((row) => KEYS.map((key) => row[key] ?? '')),
    PLACES,
    piiHidden,
  );
}

function version(n: number, values: Partial<TrackerVersion['values']> = {}): TrackerVersion {
  const at = n === 0 ? null : '2026-02-01T12:00:00Z';
  return { version: n, at, by: n === 0 ? null : 'Ada Park', values: { ...BLANK_OPEN, ...BLANK_SEALED, ...values } };
}

const same = (one: TrackerVersion): KnownTracker => ({ base: one, current: one });
const BASE = version(3, {
  EligibilityVerifiedDate: '2026-01-05',
  DateAppliedForUnit: '2026-01-15',
  NeedsADAUnit: 'Yes',
  Notes: 'first line\r\nsecond',
});
/** As a refresh would have written it. */
const WRITTEN: Cells = {
  EnrollmentID: "'E1",
  EligibilityVerifiedDate: 46_027,
  DateAppliedForUnit: 46_037,
  NeedsADAUnit: 'Yes',
  Notes: "'first line\nsecond",
  Version: 3,
};

const planOf = (cells: Cells, known: KnownTracker = same(BASE), piiHidden = false) =>
  planSave(sheetOf([{ ...WRITTEN, ...cells }], piiHidden), new Map([['E1', known]]), TODAY);

describe('an edit', () => {
  it('is none where the cells are as they were written', () => {
    expect(planOf({})).toEqual({ edited: [], edits: [], conflicts: [], faults: [], behind: [] });
  });

  it.each<[string, Cells, object]>([
    ['another day', { DateAppliedForUnit: 46_038 }, { DateAppliedForUnit: '2026-01-16' }],
    ['a day with a time', { DateAppliedForUnit: 46_038.75 }, { DateAppliedForUnit: '2026-01-16' }],
    ['a day as text', { DateAppliedForUnit: "'1/16/2026" }, { DateAppliedForUnit: '2026-01-16' }],
    ['a cell that was emptied', { DateAppliedForUnit: '' }, { DateAppliedForUnit: null }],
    ['spaces alone', { Notes: "'  " }, { Notes: null }],
    ['a small no', { NeedsADAUnit: 'no' }, { NeedsADAUnit: 'No' }],
    ['TRUE, as Excel takes it', { NeedsADAUnit: false }, { NeedsADAUnit: 'No' }],
    ['a text that looks like a formula', { Notes: "'=1+1" }, { Notes: '=1+1' }],
    ['a number in a text', { PropertyName: 100 }, { PropertyName: '100' }],
  ])('of %s says just that', (_, cells, changes) => {
    expect(planOf(cells).edits).toEqual([{ enrollmentId: 'E1', version: 3, changes }]);
  });

  it.each<[string, Cells, string]>([
    ['no date', { DateAppliedForUnit: 'soon' }, 'Applied for a unit: must be a date, YYYY-MM-DD, or blank.'],
    [
      'a day that Excel cannot tell',
      { DateAppliedForUnit: 60 },
      'Applied for a unit: must be a date, YYYY-MM-DD, or blank.',
    ],
    ['neither Yes nor No', { NeedsADAUnit: 'maybe' }, 'Needs an ADA unit: must be Yes, No or blank.'],
    ['too long a text', { PropertyName: 'x'.repeat(201) }, 'Property: must be a text of at most 200 characters.'],
    ['a formula', { DateAppliedForUnit: '=R[-1]C' }, 'Applied for a unit: is a formula. Type the value in its place.'],
    [
      'a day in the future',
      { DateAppliedForUnit: 46_065 },
      'Applied for a unit: only the scheduled move-in may lie in the future.',
    ],
    [
      'dates that run backwards',
      { DateAppliedForUnit: 46_026 },
      'Applied for a unit: cannot be earlier than “Eligibility verified”.',
    ],
    [
      'an earlier date gone while a later one stands',
      { EligibilityVerifiedDate: '' },
      'Eligibility verified: cannot be cleared while “Applied for a unit” is filled.',
    ],
  ])('of %s is held back, and unsaved all the same', (_, cells, message) => {
    const plan = planOf(cells);
    expect(plan).toMatchObject({
      edits: [],
      faults: [{ enrollmentId: 'E1', message }],
      edited: [{ enrollmentId: 'E1' }],
    });
  });

  it('today is taken, the day after is not', () => {
    expect(planOf({ DateAppliedForUnit: 46_064 }).edits).toHaveLength(1);
    expect(planOf({ DateAppliedForUnit: 46_065 }).edits).toEqual([]);
  });

  it('never names a column that is hidden, whatever stands there', () => {
    const hidden = version(3, {
      EligibilityVerifiedDate: '2026-01-05',
      DateAppliedForUnit: '2026-01-15',
      NeedsADAUnit: 'Yes',
    });
    expect(planOf({ Notes: 'typed', RegisteredSexOffender: 'Yes' }, same(hidden), true).edited).toEqual([]);
    expect(sheetOf([{ ...WRITTEN, Notes: 'typed' }], true)).toMatchObject({ typedInHidden: 1 });
    const { edits } = planOf({ Notes: 'typed', NeedsADAUnit: 'No' }, same(hidden), true);
    expect(edits).toEqual([{ enrollmentId: 'E1', version: 3, changes: { NeedsADAUnit: 'No' } }]);
  });
});

describe('a row', () => {
  it('without EnrollmentID is refused only where somebody filled its tracker', () => {
    const table = sheetOf([{ Category: 'mine' }, { NeedsADAUnit: 'Yes' }]);
    expect(planSave(table, new Map(), TODAY).faults).toEqual([
      { enrollmentId: '', field: undefined, message: expect.stringContaining('no EnrollmentID') },
    ]);
  });

  it.each<CellInput>(['v3', -1, 1.5, true])('whose version was written over with %s is refused', (Version) => {
    expect(planOf({ Version }).faults).toMatchObject([{ field: 'Version' }]);
  });

  it('that stands there twice is saved once, and the other is told of', () => {
    const table = sheetOf([
      { ...WRITTEN, NeedsADAUnit: 'No' },
      { ...WRITTEN, NeedsADAUnit: '' },
    ]);
    const { edits, faults } = planSave(table, new Map([['E1', same(BASE)]]), TODAY);
    expect(edits).toMatchObject([{ changes: { NeedsADAUnit: 'No' } }]);
    expect(faults).toMatchObject([{ message: expect.stringContaining('a second time') }]);
    expect(versionsOf(table)).toEqual([{ enrollmentId: 'E1', version: 3 }]);
  });

  it('that the service does not know is told of where it can hold an edit', () => {
    const known = new Map(['E1', 'E2', 'E3'].map((id) => [id, { refused: 'No such enrollment.' }]));
    const table = sheetOf([
      { EnrollmentID: "'E1" },
      { EnrollmentID: "'E2", NeedsADAUnit: 'Yes' },
      { EnrollmentID: "'E3", Version: 2 },
    ]);
    const { faults, edited } = planSave(table, known, TODAY);
    expect(faults.map(({ enrollmentId }) => enrollmentId)).toEqual(['E2', 'E3']);
    expect(edited).toMatchObject([{ enrollmentId: 'E2', fields: ['NeedsADAUnit'] }]);
  });
});

describe('a row whose tracker somebody changed meanwhile', () => {
  const newer = version(4, { ...BASE.values, NeedsADAUnit: 'No', PropertyName: 'Oak Court' });
  const stale: KnownTracker = { base: BASE, current: newer };

  it('is no edit where nothing was changed here', () => {
    expect(planOf({}, stale)).toMatchObject({ edited: [], conflicts: [], behind: [] });
  });

  it('is a conflict of what differs from both, shown side by side', () => {
    const { conflicts, edits } = planOf({ DateAppliedForUnit: 46_038, NeedsADAUnit: 'No' }, stale);
    expect(edits).toEqual([]);
    expect(conflicts).toMatchObject([{ mine: { DateAppliedForUnit: '2026-01-16' } }]);
    expect(conflicts.flatMap(sideBySide).map(({ field, theirs, yours }) => [field, theirs, yours])).toEqual([
      ['DateAppliedForUnit', '2026-01-15', '2026-01-16'],
      ['PropertyName', 'Oak Court', undefined],
      ['NeedsADAUnit', 'No', 'No'],
    ]);
  });

  it('is only behind where both changed the same to the same', () => {
    expect(planOf({ NeedsADAUnit: 'No' }, stale)).toMatchObject({
      conflicts: [],
      edits: [],
      behind: [{ enrollmentId: 'E1' }],
    });
  });
});

describe('edits that a refresh keeps', () => {
  const columns = KEYS.map((key): AnswerColumn => ({ key, header: key, type: 'text', pii: false }));
  const answer = (rows: readonly Readonly<Record<string, string | number>>[]) => ({
    columns,
    rows: rows.map((row) => KEYS.map((key) => row[key] ?? null)),
  });
  const byKey = (row: readonly (string | number | null)[] = []) =>
    Object.fromEntries(KEYS.map((key, i) => [key, row[i]]));
  const { edited } = planOf({ NeedsADAUnit: 'No', DateAppliedForUnit: 'soon' });

  it('are laid over the new row, cell by cell, what cannot be saved too', () => {
    const fresh = answer([
      {
        EnrollmentID: 'E1',
        NeedsADAUnit: 'Yes',
        EligibilityVerifiedDate: '2026-01-05',
        Version: 3,
        Category: 'Applied',
      },
    ]);
    expect(byKey(keepEdits(fresh, edited).rows[0])).toMatchObject({
      Category: 'Applied',
      NeedsADAUnit: 'No',
      DateAppliedForUnit: 'soon',
      EligibilityVerifiedDate: '2026-01-05',
      Version: 3,
    });
  });

  it('keep their whole tracker and its version where that is newer', () => {
    const fresh = answer([
      { EnrollmentID: 'E1', NeedsADAUnit: 'Yes', PropertyName: 'Oak Court', Version: 4, Category: 'Approved' },
    ]);
    expect(byKey(keepEdits(fresh, edited).rows[0])).toMatchObject({
      Category: 'Approved',
      NeedsADAUnit: 'No',
      PropertyName: null,
      EligibilityVerifiedDate: 46_027,
      Version: 3,
    });
  });

  it('keep their row at the end where the report lists it no more', () => {
    const { rows } = keepEdits(answer([{ EnrollmentID: 'E2' }]), edited);
    expect(rows.map((row) => byKey(row).EnrollmentID)).toEqual(['E2', 'E1']);
    expect(byKey(rows[1])).toMatchObject({ NeedsADAUnit: 'No', Notes: 'first line\nsecond', Version: 3 });
  });
});

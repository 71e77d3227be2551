import { formatDay, formatNumber } from './format.ts';
import { words } from './language.ts';
import { isAllSaved, type Saved } from './state/sheets/edits.ts';
import { rowsInWords } from './words.ts';

/** Sentences and labels about the edits of housing sheets. */
export const EDITS_WORDS = words('edits', {
  save: 'Save changes',
  saveLabel: (sheet: string) => `Save changes in sheet ${sheet}`,
  saving: 'Saving changes',
  reading: 'Looking for changes',
  progress: (done: number, of: number) => `Saving: ${formatNumber(done)} of ${rowsInWords(of)}`,
  title: (saved: Saved) => {
    const { rows, faults, conflicts, unsent } = saved;
    if (rows === 0 && isAllSaved(saved)) return 'Nothing to save: no tracker was changed here';
    return [
      ...(rows > 0 || faults.length + conflicts.length + unsent === 0 ? [`${rowsInWords(rows)} saved`] : []),
      ...(faults.length > 0 ? [`${formatNumber(faults.length)} not saved`] : []),
      ...(conflicts.length > 0 ? [`${formatNumber(conflicts.length)} changed by somebody else too`] : []),
      ...(unsent > 0 ? [`${formatNumber(unsent)} not sent`] : []),
    ].join(', ');
  },
  stays: 'What you typed stands in the sheet.',
  unsent: 'What was not sent stands in the sheet. Press Save changes again.',
  typedInHidden: (cells: number) =>
    `${cells === 1 ? 'A cell is' : `${formatNumber(cells)} cells are`} filled in columns that this sheet hides. That is not saved: run the report with PII shown to edit them.`,

  row: (enrollmentId: string) => (enrollmentId === '' ? 'A row without EnrollmentID' : `Enrollment ${enrollmentId}`),
  rowGone: 'This row is no longer in the table.',
  goTo: 'Go to row',
  goToLabel: (enrollmentId: string) => `Go to row of enrollment ${enrollmentId}`,
  warnings: 'Saved, but look again',
  more: (rows: number) => `And ${formatNumber(rows)} more.`,

  conflict: {
    text: (by: string | null, at: string | null) =>
      `${by ?? 'Somebody'} changed this tracker${at === null ? '' : ` on ${formatDay(at)}`}, after this row was written.`,
    field: 'Field',
    theirs: 'Theirs',
    yours: 'Yours',
    blank: 'blank',
    untouched: 'not changed',
    keep: 'Keep mine',
    keepLabel: (enrollmentId: string) => `Keep mine: enrollment ${enrollmentId}`,
    take: 'Take theirs',
    takeLabel: (enrollmentId: string) => `Take theirs: enrollment ${enrollmentId}`,
  },

  unsaved: {
    title: (rows: number) => `${rowsInWords(rows)} with changes that are not saved`,
    text: 'A refresh writes the service’s trackers into this sheet. What shall become of your changes?',
    save: 'Save, then refresh',
    keep: 'Refresh and keep them unsaved',
    drop: 'Drop them',
    dropLabel: (sheet: string) => `Drop them: unsaved changes in sheet ${sheet}`,
  },

  reason: {
    title: 'This sheet shows names',
    go: 'Save changes',
  },
} as const);

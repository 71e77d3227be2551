import { describe, expect, it } from 'vitest';
import { compareAnnual, type OwnAnnual } from '../../../addin/files/compare-annual.ts';
import type { CsvTable } from '../../../addin/files/csv-table.ts';
import { isYes, requiredColumn } from '../../../addin/files/required-annual.ts';

function table(headers: readonly string[], ...rows: (string | null)[][]): CsvTable {
  return { columns: headers.map((header, i) => ({ key: `${i}`, header, type: 'text', pii: false })), rows };
}

const own = (Status: OwnAnnual['Status'], n = 1): OwnAnnual => ({ PersonalID: `P${n}`, EnrollmentID: `E${n}`, Status });
const HEADERS = ['PersonalID', 'EnrollmentID', 'Required Annual', 'AnnualAssessmentDate'];

describe('the column of required annual assessments', () => {
  it.each([
    [['A', 'Required Annual'], 1],
    [['A', ' required annual '], 1],
    [['A', 'RequiredAnnual'], 1],
    [Array.from({ length: 47 }, (_, n) => `C${n}`), 46],
    [Array.from({ length: 46 }, (_, n) => `C${n}`), undefined],
  ])('of %j is %s', (headers, column) => {
    expect(requiredColumn(table(headers))).toBe(column);
  });

  it.each(['Yes', 'yes', 'Y', '1', 1, 'True', ' TRUE '])('says yes by %j', (cell) => {
    expect(isYes(cell)).toBe(true);
  });

  it.each(['No', 'N', '0', 0, '', null, 'Yesterday'])('does not by %j', (cell) => {
    expect(isYes(cell)).toBe(false);
  });
});

describe('a validation file beside our own annual list', () => {
  it.each<[OwnAnnual['Status'], string, string | null, string | undefined]>([
    ['Completed', 'Yes', '2025-03-01', undefined],
    ['Missing', 'Yes', null, undefined],
    ['NotRequired', 'No', null, undefined],
    ['NotRequired', 'Yes', null, 'requiredThereOnly'],
    ['Missing', 'No', null, 'requiredHereOnly'],
    ['Completed', 'No', null, 'requiredHereOnly'],
    ['Missing', 'Yes', '2025-03-01', 'doneThereOnly'],
    ['Completed', 'Yes', null, 'doneHereOnly'],
  ])('%s here, required %s with date %s there: %s', (status, required, date, what) => {
    const compared = compareAnnual(table(HEADERS, ['P1', 'E1', required, date]), [own(status)]);
    const disagreements = what === undefined ? [] : [{ PersonalID: 'P1', EnrollmentID: 'E1', what }];
    expect(compared).toEqual({ compared: 1, disagreements });
  });

  it('names who is on one list alone, where that list requires something', () => {
    const theirs = table(HEADERS, ['P1', 'E1', 'Yes', null], ['P2', 'E2', 'No', null]);
    expect(compareAnnual(theirs, [own('Missing', 3), own('NotRequired', 4)])).toEqual({
      compared: 0,
      disagreements: [
        { PersonalID: 'P1', EnrollmentID: 'E1', what: 'missingHere' },
        { PersonalID: 'P3', EnrollmentID: 'E3', what: 'missingThere' },
      ],
    });
  });

  it('without EnrollmentID is matched by person', () => {
    const theirs = table(['PersonalID', 'Required Annual'], ['P1', 'Yes']);
    expect(compareAnnual(theirs, [own('Missing')])).toEqual({ compared: 1, disagreements: [] });
  });

  it.each([[['PersonalID']], [['Required Annual']]])('with the columns %j alone cannot be compared', (headers) => {
    expect(compareAnnual(table(headers), [])).toBeUndefined();
  });
});

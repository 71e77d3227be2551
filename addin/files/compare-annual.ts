import type { Cell } from '../../shared/column.ts';
import type { CsvTable } from './csv-table.ts';
import { columnOf, isYes, requiredColumn } from './required-annual.ts';

/** Our own list in its APR mode, one row a person. */
export interface OwnAnnual {
  readonly PersonalID: string;
  readonly EnrollmentID: string;
  readonly Status: 'NotRequired' | 'Completed' | 'Missing';
}

export interface AnnualDisagreement {
  readonly PersonalID: string;
  readonly EnrollmentID: string;
  readonly what:
    | 'requiredThereOnly'
    | 'requiredHereOnly'
    | 'doneThereOnly'
    | 'doneHereOnly'
    | 'missingHere'
    | 'missingThere';
}

export interface AnnualComparison {
  /** Rows that both lists have. */
  readonly compared: number;
  readonly disagreements: readonly AnnualDisagreement[];
}

/**
 * Holds a validation file beside our own annual list and names each row on which they disagree: whether an assessment is
 * required, whether it was done (where the file has AnnualAssessmentDate), and who is on one list alone and required
 * there. Rows are matched by EnrollmentID, by PersonalID in a file without it. undefined for a file that has neither an
 * id nor `Required Annual`.
 */
export function compareAnnual(theirs: CsvTable, own: readonly OwnAnnual[]): AnnualComparison | undefined {
  const required = requiredColumn(theirs);
  const enrollment = columnOf(theirs, 'EnrollmentID');
  const person = columnOf(theirs, 'PersonalID');
  const key = enrollment ?? person;
  if (required === undefined || key === undefined) return undefined;
  const done = columnOf(theirs, 'AnnualAssessmentDate');
  const ours = new Map(own.map((row) => [enrollment === undefined ? row.PersonalID : row.EnrollmentID, row]));
  const disagreements: AnnualDisagreement[] = [];
  let compared = 0;
  for (const row of theirs.rows) {
    const id = textOf(row[key]);
    const mine = ours.get(id);
    ours.delete(id);
    if (mine) compared++;
    const what = disagreement(mine, isYes(row[required] ?? null), done === undefined ? undefined : isFilled(row[done]));
    if (!what) continue;
    disagreements.push({
      PersonalID: mine?.PersonalID ?? (person === undefined ? '' : textOf(row[person])),
      EnrollmentID: mine?.EnrollmentID ?? (enrollment === undefined ? '' : id),
      what,
    });
  }
  for (const { PersonalID, EnrollmentID, Status } of ours.values()) {
    if (Status !== 'NotRequired') disagreements.push({ PersonalID, EnrollmentID, what: 'missingThere' });
  }
  return { compared, disagreements };
}

function disagreement(
  mine: OwnAnnual | undefined,
  requiredThere: boolean,
  doneThere: boolean | undefined,
): AnnualDisagreement['what'] | undefined {
  if (!mine) return requiredThere ? 'missingHere' : undefined;
  const requiredHere = mine.Status !== 'NotRequired';
  if (requiredHere !== requiredThere) return requiredThere ? 'requiredThereOnly' : 'requiredHereOnly';
  if (!requiredHere || doneThere === undefined || doneThere === (mine.Status === 'Completed')) return undefined;
  return doneThere ? 'doneThereOnly' : 'doneHereOnly';
}

function textOf(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell).trim();
}

function isFilled(cell: Cell | undefined): boolean {
  return textOf(cell) !== '';
}

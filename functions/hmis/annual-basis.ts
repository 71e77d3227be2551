import { type CalendarDate, daysBetween } from '../../shared/dates.ts';
import { type AnnualAssessment, type AnnualStatus, MISDATED_DAYS } from './annual-assessment.ts';
import type { Household } from './household.ts';
import { label } from './labels.ts';
import { RELATIONSHIP_TO_HOH } from './lists/enrollment.ts';
import type { Enrollment } from './records.ts';

/** A row of the work list or, with Missing, of the APR. */
export interface AnnualRow extends Omit<AnnualAssessment, 'status'> {
  readonly status: AnnualStatus | 'Missing';
}

/**
 * Why a row stands there, in words: whose EntryDate the household's anniversaries run from, and which record decided, with
 * its date. `asOf` is the last day looked at.
 */
export function annualBasis(
  row: AnnualRow,
  { EntryDate }: Pick<Enrollment, 'EntryDate'>,
  { start, starter }: Pick<Household, 'start' | 'starter'>,
  asOf: CalendarDate,
): string {
  const relation = label(RELATIONSHIP_TO_HOH, starter.RelationshipToHoH).text ?? 'a member';
  return `Household start ${start} by EntryDate of ${relation}, EnrollmentID ${starter.EnrollmentID}; ${decided(row, EntryDate, asOf)}`;
}

function decided(row: AnnualRow, EntryDate: CalendarDate, asOf: CalendarDate): string {
  const { status, anniversary, record } = row;
  if (anniversary === null) {
    return status === 'DataIssue' ? 'nobody can have entered then' : `less than a year on ${asOf}`;
  }
  switch (status) {
    case 'DataIssue':
      return 'the export has no income records at all for this project';
    case 'NotRequired':
      return `entered on ${EntryDate}, after the anniversary`;
    case 'Upcoming':
    case 'FirstYear':
    case 'NotDue':
      return `the window of ${anniversary} has not opened`;
    default:
      return record ? `annual assessment of ${record.InformationDate} decided` : withoutOne(row, anniversary, asOf);
  }
}

function withoutOne(row: AnnualRow, anniversary: CalendarDate, asOf: CalendarDate): string {
  const { closes, outside, incomplete } = row;
  const isOpen = closes !== null && asOf <= closes;
  const income = incomplete ? ' (stage 5 in other files, without income)' : '';
  const none = `none in the window${isOpen ? ' so far' : ''}${income}`;
  if (!outside) return isOpen ? none : `${none}, nor within ${MISDATED_DAYS} days of ${anniversary}`;
  const days = daysBetween(anniversary, outside.InformationDate);
  const where = `${Math.abs(days)} days ${days < 0 ? 'before' : 'after'} ${anniversary}`;
  return `${none}; nearest ${outside.InformationDate} is outside, ${where}`;
}

import { type CalendarDate, earlier } from '../../../shared/dates.ts';
import { annualWindow } from '../../hmis/annual-assessment.ts';
import type { AprClient } from '../../hmis/apr/apr-client.ts';
import type { ProjectSlice } from '../../hmis/records.ts';
import type { ValidationRun } from './validation-run.ts';

/**
 * Why an annual assessment is required of a client or not, and which record decided: whose EntryDate began the household,
 * the anniversary, the record with its date and who entered it, or what there is beside the window.
 */
export function annualBasis(
  client: AprClient,
  { hasIncomeRecords }: Pick<ProjectSlice, 'hasIncomeRecords'>,
  run: Pick<ValidationRun, 'range' | 'userName'>,
): string {
  const { enrollment, annual, isLeaver } = client;
  if (isLeaver) return `Left on ${enrollment.ExitDate}: nothing is required of a leaver.`;
  const start = startWords(client);
  if (annual.anniversary === null) return `${start}: no anniversary up to ${run.range.to}.`;
  const { anniversary } = annual;
  if (annual.status === 'NotRequired') {
    return `${start}: anniversary ${anniversary}, and this person entered after it, on ${enrollment.EntryDate}.`;
  }
  const { opens, closes } = annualWindow(anniversary);
  const last = earlier(closes, run.range.to);
  const window = `${start}: anniversary ${anniversary}, records from ${opens} to ${last} count`;
  if (annual.status === 'Missing')
    return `${window}, and there is none.${besides(client, opens, last, hasIncomeRecords)}`;
  const { InformationDate, UserID } = annual.record;
  const by = run.userName(UserID);
  return `${window}: the annual assessment of ${InformationDate}${by === null ? '' : `, entered or last edited by ${by}`}.`;
}

function startWords({ enrollment, household: { start, starter } }: AprClient): string {
  const isOwn = starter.EnrollmentID === enrollment.EnrollmentID;
  const whose = isOwn ? 'own EntryDate' : `EntryDate of PersonalID ${starter.PersonalID}`;
  return `Household start ${start} (${whose})`;
}

/** What could be taken for the missing record and is none. */
function besides(
  { enrollment }: AprClient,
  opens: CalendarDate,
  last: CalendarDate,
  hasIncomeRecords: boolean,
): string {
  if (!hasIncomeRecords) return ' The export has no income records of this project at all.';
  const outside = enrollment.AnnualIncomes.map(({ InformationDate }) => InformationDate);
  const other = enrollment.OtherAnnualDates.filter((date) => date >= opens && date <= last);
  return [
    ...(outside.length > 0 ? [` Annual assessments of ${listed(outside)} lie outside it.`] : []),
    ...(other.length > 0 ? [` Stage 5 records of ${listed(other)} have no income and health insurance.`] : []),
  ].join('');
}

/** Of many the latest, which are the likeliest to be meant. */
const LISTED = 5;

function listed(dates: readonly CalendarDate[]): string {
  const different = [...new Set(dates)];
  const shown = different.slice(-LISTED).join(', ');
  return different.length > LISTED ? `${shown} and ${different.length - LISTED} earlier days` : shown;
}

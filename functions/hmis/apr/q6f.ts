import { addDays, type DateRange } from '../../../shared/dates.ts';
import { isOpenOn } from '../active.ts';
import { isAdult } from '../age.ts';
import { isHead } from '../household.ts';
import { countsOnlyEngaged, usesBedNights } from '../project-types.ts';
import type { ActivityKind } from '../records.ts';
import type { AprClient } from './apr-client.ts';

/** Days without a contact or bed night after which an open record is inactive. */
export const INACTIVE_DAYS = 90;

/** A record that Q6f counts. */
export interface OpenRecord {
  readonly row: 2 | 3;
  readonly element: 'Contact' | 'Bed Night';
  /** No contact (CurrentLivingSituation) or bed night in the range's last 90 days and on the 90th day before its end. */
  readonly isInactive: boolean;
}

/**
 * Q6f, Inactive Records: stays that are open on the range's last day and began more than 90 days before it. Contacts are
 * asked of adults and heads in street outreach and in services only with a PATH grant (row 2), bed nights of everyone in
 * night-by-night shelters (row 3); null for any other stay. [APR, Q6f; glossary, Data Quality Q7]
 */
export function q6f({ enrollment, project, age }: AprClient, range: DateRange): OpenRecord | null {
  const since = addDays(range.to, -INACTIVE_DAYS);
  if (enrollment.EntryDate >= since || !isOpenOn(enrollment, range.to)) return null;
  const isInactive = (kind: ActivityKind) =>
    !enrollment.Activities.some(
      (activity) => activity.kind === kind && activity.date >= since && activity.date <= range.to,
    );
  if (usesBedNights(project.ProjectType)) return { row: 3, element: 'Bed Night', isInactive: isInactive('bedNight') };
  const isAsked = countsOnlyEngaged(project) && (isHead(enrollment) || isAdult(age));
  return isAsked ? { row: 2, element: 'Contact', isInactive: isInactive('contact') } : null;
}

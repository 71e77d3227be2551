import type { DateRange } from '../../../shared/dates.ts';
import { placeOf } from '../../../shared/report.ts';
import { type AprClient, aprClients } from '../../hmis/apr/apr-client.ts';
import { households, isHead } from '../../hmis/household.ts';
import type { ProjectSlice } from '../../hmis/records.ts';

/**
 * The clients of a slice in the order of every list: by household (by head), head first, then PersonalID and
 * EnrollmentID. Who is counted is the caller's matter.
 */
export function clientsInOrder({ project, enrollments }: ProjectSlice, range: DateRange): AprClient[] {
  return households(enrollments)
    .flatMap((household) => aprClients(household, project, range))
    .map((client) => ({ client, place: placeFor(client) }))
    .sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0))
    .map(({ client }) => client);
}

function placeFor({ enrollment: e, head, household }: AprClient): string {
  const first = head ?? household.starter;
  return placeOf([first.PersonalID, e.HouseholdID, isHead(e) ? '0' : '1', e.PersonalID, e.EnrollmentID]);
}

import { Q5A_ROWS, type Q5aFacts, q5aFacts } from '../../hmis/apr/q5a.ts';
import { CLIENT_COLUMNS as C, type OfClient } from './client-columns.ts';
import { clientsInOrder } from './clients-in-order.ts';
import { type DetailColumn, validationCsv, yesNo } from './detail-column.ts';

interface Detail extends OfClient {
  readonly facts: Q5aFacts;
  readonly inApr: boolean;
  readonly inDataQuality: boolean;
}

function flag(key: string, note: string, is: (detail: Detail) => boolean): DetailColumn<Detail> {
  return { key, type: 'text', note: `Yes or No: ${note}`, cell: (detail) => yesNo(is(detail)) };
}

/**
 * Q5a's clients. One row a person, and a second where the latest stay that the data quality tables count is another than
 * the APR's: a later one of street outreach without an engagement. [APR, Q5a]
 */
export const CLIENT_DETAIL = validationCsv<Detail>({
  name: 'APR_2026_Client_Detail.csv',
  families: ['ACTIVITY'],
  columns: [
    C.PersonalID,
    C.HouseholdID,
    C.EnrollmentID,
    C.LastName,
    C.FirstName,
    C.OrganizationName,
    C.ProjectName,
    C.ProjectType,
    C.RelationshipToHoH,
    C.HouseholdType,
    C.EntryDate,
    C.ExitDate,
    C.Age,
    C.AgeGroup,
    flag('Leaver', 'exited in the range.', ({ facts }) => facts.isLeaver),
    flag('Stayer', "not exited at the range's end.", ({ facts }) => !facts.isLeaver),
    flag('Veteran', 'an adult whose VeteranStatus is Yes.', ({ facts }) => facts.isVeteran),
    flag('ChronicallyHomeless', 'at project start.', ({ facts }) => facts.isChronicallyHomeless),
    flag('Youth', '12 to 24, in a household with nobody of 25 or older.', ({ facts }) => facts.isYouth),
    flag(
      'ParentingYouth',
      "a youth with a child of the head's in the household.",
      ({ facts }) => facts.isParentingYouth,
    ),
    flag('HeadOfHousehold', 'RelationshipToHoH is Self.', ({ facts }) => facts.isHead),
    flag(
      'Stayed365DaysOrMore',
      "a stayer, head or adult, whose household began 365 days or more before the end of the range's last day.",
      ({ facts }) => facts.stayed365Days,
    ),
    flag('IncludedInAPR', 'the stay counts in column C of Q5a.', ({ inApr }) => inApr),
    flag(
      'IncludedInDataQuality',
      'the stay counts in column B of Q5a and in Q6a to Q6e.',
      ({ inDataQuality }) => inDataQuality,
    ),
  ],
  *details(slice, run, tally) {
    for (const client of clientsInOrder(slice, run.range)) {
      const inApr = run.isLatestInApr(client.enrollment);
      const inDataQuality = run.isLatestInDataQuality(client.enrollment);
      if (!inApr && !inDataQuality) continue;
      const facts = q5aFacts(client, run.range);
      for (const { row, counts } of Q5A_ROWS) {
        if (!counts(facts)) continue;
        if (inDataQuality) tally.add(`Q5a:B${row}`);
        if (inApr) tally.add(`Q5a:C${row}`);
      }
      yield { client, facts, inApr, inDataQuality };
    }
  },
});

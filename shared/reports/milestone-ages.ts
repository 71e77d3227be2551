import type { Column } from '../column.ts';
import { COMMON } from '../common-columns.ts';
import { organizations, projects } from '../common-filters.ts';
import { rowsInWords, unknownCodesNote } from '../note-parts.ts';
import { parameter } from '../parameter.ts';
import { defineReport } from '../report.ts';
import { countsOf } from '../tally.ts';

const parameters = {
  asOf: parameter.date({ label: 'As of', help: 'The day the list is for: who is enrolled on it.' }),
  ages: parameter.choices({ label: 'Ages', options: { 18: '18', 25: '25', 62: '62' }, default: ['18'] }),
  daysBefore: parameter.number({
    label: 'Days back',
    help: 'Who reached the age up to so many days before As of.',
    min: 0,
    max: 3_660,
    default: 90,
  }),
  daysAfter: parameter.number({
    label: 'Days ahead',
    help: 'Who reaches it up to so many days after.',
    min: 0,
    max: 366,
    default: 90,
  }),
  openOnly: parameter.flag({
    label: 'Only what is still to be updated',
    help: 'Leaves out those of whom everything HUD wants at 18 is there.',
    default: false,
  }),
  organizations,
  projects,
  hidePii: parameter.hidePii('Names and birthdays'),
};

const columns: readonly Column[] = [
  { key: 'Status', type: 'text', note: 'To update, Updated, Reached (no update asked for) or Soon.' },
  { key: 'MilestoneAge', type: 'number', note: 'The age that is reached.' },
  COMMON.PersonalID,
  COMMON.HouseholdID,
  COMMON.EnrollmentID,
  COMMON.LastName,
  COMMON.FirstName,
  COMMON.DOB,
  // With the age beside it, the birthday tells the date of birth.
  { key: 'ReachedOn', type: 'date', pii: true, note: 'The day the age is reached.' },
  { key: 'DaysUntil', type: 'number', pii: true, note: 'Days from the day of the list; negative where it has been.' },
  COMMON.RelationshipToHoH,
  COMMON.OrganizationName,
  COMMON.ProjectName,
  COMMON.ProjectType,
  COMMON.EntryDate,
  { key: 'Missing', type: 'text', note: 'What HUD wants of an adult and is not there since the birthday.' },
  { key: 'IncomeSince', type: 'text', note: 'Yes where income was recorded since the 18th birthday (4.02).' },
  { key: 'BenefitsSince', type: 'text', note: 'Yes where non-cash benefits were recorded since then (4.03).' },
  { key: 'VeteranStatus', type: 'text', note: 'Veteran status as recorded (3.07); asked of adults.' },
  { key: 'LivingSituation', type: 'text', note: 'Prior living situation (3.917); asked of adults and heads.' },
  { key: 'EnteredBy', type: 'text', note: 'Who entered or last edited the enrollment.' },
];

/** Who reaches an age while enrolled, and what is to be recorded then. */
export default defineReport({
  id: 'milestone-ages',
  title: 'Milestone Ages',
  description: 'Who turns 18 (or 25, or 62) while enrolled, and what HUD wants updated then.',
  parameters,
  columns,
  key: ['EnrollmentID', 'MilestoneAge'],
  notes({ asOf, daysBefore, daysAfter }, tally) {
    const statuses = countsOf(tally, 'status');
    const unknown = tally.unknownDob ?? 0;
    return [
      `Listed: persons enrolled on ${asOf} who reach the age in their stay, from ${daysBefore} days before to ${daysAfter} days after that day; one who reached it on the day of entry or before was entered at that age and is not. Born on 29 February, one is older on 1 March of other years.`,
      'Wanted at 18, for then the person answers as an adult: income and sources and non-cash benefits in a record dated from the birthday on (data standards 4.02, 4.03), veteran status (3.07), prior living situation (3.917). HMIS CSV does not say when the last two were answered. At 25 and 62 HUD asks for no update.',
      statuses.length === 0 ? '' : `By status: ${statuses.map(([status, count]) => `${status} ${count}`).join(', ')}.`,
      unknown > 0 ? `${rowsInWords(unknown)} could not be made: the birth date is missing or a default.` : '',
      (tally['leftOut:updated'] ?? 0) > 0 ? `Left out, because everything is there: ${tally['leftOut:updated']}.` : '',
      ...unknownCodesNote(tally),
    ].filter((note) => note !== '');
  },
  look: { marks: [{ column: 'Status', words: { 'To update': 'due' } }] },
});

import type { Column } from '../column.ts';
import { COMMON } from '../common-columns.ts';
import { cocs, fundingSources, organizations } from '../common-filters.ts';
import { leftOutNote, unknownCodesNote } from '../note-parts.ts';
import { parameter } from '../parameter.ts';
import { PROJECT_TYPES } from '../project-types.ts';
import { defineReport } from '../report.ts';

export const PROGRAM_STATUSES = {
  operating: 'Operating',
  ending: 'Ending soon',
  ended: 'Ended',
  notStarted: 'Not started',
} as const;
export type ProgramStatus = keyof typeof PROGRAM_STATUSES;

const parameters = {
  asOf: parameter.date({ label: 'As of', help: 'The day the list is for.' }),
  endingWithin: parameter.number({
    label: 'Ending within days',
    help: 'Operation, funding or HMIS participation that ends within so many days wants attention.',
    min: 0,
    max: 1_000,
    default: 90,
  }),
  status: parameter.choices({
    label: 'Status',
    options: PROGRAM_STATUSES,
    default: ['operating', 'ending', 'notStarted'],
  }),
  attentionOnly: parameter.flag({ label: 'Only what wants attention', default: false }),
  organizations,
  projects: parameter.list({ label: 'Projects', of: 'projects', advanced: true }),
  projectTypes: parameter.choices({
    label: 'Project types',
    options: PROJECT_TYPES,
    default: Object.keys(PROJECT_TYPES),
    advanced: true,
  }),
  cocs,
  fundingSources,
  hidePii: parameter.flag({ label: 'Hide PII', help: 'This list holds no client data.', default: true }),
};

const columns: readonly Column[] = [
  { key: 'Status', type: 'text', note: 'By the operating dates on the day.' },
  { key: 'Attention', type: 'text', note: 'What ends soon, has ended or is missing.' },
  { key: 'OrganizationID', type: 'text', note: "The organization's id in the HMIS." },
  COMMON.OrganizationName,
  { key: 'ProjectID', type: 'text', note: "The project's id in the HMIS." },
  COMMON.ProjectName,
  COMMON.ProjectType,
  { key: 'HousingType', type: 'text', note: 'Site-based or tenant-based, of residential projects.' },
  { key: 'TargetPopulation', type: 'text', note: 'Whom it is for.' },
  { key: 'OperatingStartDate', type: 'date', note: 'First day of operation.' },
  { key: 'OperatingEndDate', type: 'date', note: 'Last day of operation; blank while open.' },
  { key: 'CoCCodes', type: 'text', note: 'The CoCs it works in.' },
  { key: 'FundingSources', type: 'text', note: 'Funders on the day, with grant and last day.' },
  { key: 'NextFundingEnd', type: 'date', note: 'The next day on which a grant of the day ends.' },
  { key: 'HMISParticipation', type: 'text', note: 'Whether it takes part in the HMIS on the day.' },
  { key: 'ParticipationEnds', type: 'date', note: 'Its last day; blank while open.' },
  { key: 'PITCount', type: 'number', note: 'Persons on the night of the last count, as the project says.' },
  { key: 'Persons', type: 'number', note: 'Persons with an enrollment, ever.' },
  { key: 'Enrollments', type: 'number', note: 'Enrollments, ever.' },
  { key: 'OpenEnrollments', type: 'number', note: 'Enrollments without an exit in the export.' },
  { key: 'LastActivityDate', type: 'date', note: 'Newest bed night, contact, service, event or assessment.' },
];

/** The projects of the HMIS: what runs, what ends, what is missing. */
export default defineReport({
  id: 'programs',
  title: 'Programs',
  description: 'Every project: operating dates, funding, HMIS participation, and what ends soon.',
  parameters,
  columns,
  key: ['ProjectID'],
  notes({ asOf, endingWithin }, tally) {
    return [
      `Status by operating dates on ${asOf}; "soon" is within ${endingWithin} days. Funding and participation are those in force on that day, last days included.`,
      'Counts of persons and enrollments are of the whole export, whatever the day.',
      ...leftOutNote(
        'In your reach',
        {
          status: 'status',
          projectTypes: 'project type',
          cocs: 'CoC',
          fundingSources: 'funding source',
          attentionOnly: 'not wanting attention',
        },
        tally,
      ),
      ...unknownCodesNote(tally),
    ];
  },
});

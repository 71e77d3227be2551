import { cocs, fundingSources, organizations, projects, users } from '../common-filters.ts';
import { type ParamsOf, parameter } from '../parameter.ts';

export const parameters = {
  from: parameter.date({ label: 'From', help: 'First day of the range.', default: 'aYearBefore' }),
  to: parameter.date({ label: 'To', help: 'Last day of the range, included.' }),
  type: parameter.choice({
    label: 'Timed',
    options: { starts: 'Project starts', exits: 'Project exits', both: 'Project starts and exits' },
    default: 'both',
  }),
  recordTypes: parameter.choices({
    label: 'Also timed',
    help: "Beyond HUD's two. Bed nights make many rows: ask for them project by project.",
    options: {
      annualAssessments: 'Annual assessments',
      currentLivingSituations: 'Current living situations',
      bedNights: 'Bed nights',
    },
    default: [],
    adds: true,
    advanced: true,
  }),
  organizations,
  projects,
  cocs,
  fundingSources,
  users,
  standardDays: parameter.number({
    label: 'Standard, in days',
    help: 'The local standard: a record entered 0 to so many days after the event is within it.',
    min: 0,
    max: 365,
    default: 3,
  }),
  universe: parameter.choice({
    label: 'Records',
    help: "HUD's are those of the APR's Q6e: each client's latest stay in the projects asked for.",
    options: { all: 'All records', hud: "HUD's (APR Q6e)" },
    default: 'all',
  }),
  hidePii: parameter.hidePii('Names'),
};

export type TimingParams = ParamsOf<typeof parameters>;

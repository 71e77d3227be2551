import { cocs, organizations, projects, users } from '../common-filters.ts';
import { type ParamsOf, parameter } from '../parameter.ts';
import { QUALITY_GROUPS, type QualityGroup } from './elements.ts';

export const parameters = {
  from: parameter.date({ label: 'From', help: 'First day of the range.', default: 'aYearBefore' }),
  to: parameter.date({ label: 'To', help: 'Last day of the range, included.' }),
  elements: parameter.choices({
    label: 'What to check',
    options: QUALITY_GROUPS,
    default: Object.keys(QUALITY_GROUPS) as QualityGroup[],
  }),
  organizations,
  projects,
  cocs,
  users,
  universe: parameter.choice({
    label: 'Stays',
    help: "All, to mend each. HUD's are those of the APR's Q6a to Q6f: each client's latest stay in the projects asked for.",
    options: { all: 'All stays', hud: "HUD's (APR Q6a to Q6f)" },
    default: 'all',
  }),
  hidePii: parameter.hidePii('Names'),
};

export type QualityParams = ParamsOf<typeof parameters>;

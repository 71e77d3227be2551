/** What a report on data quality can be asked for, by what a person would look at together. */
export const QUALITY_GROUPS = {
  personal: 'Personal identification (Q6a)',
  universal: 'Universal data elements (Q6b)',
  income: 'Income and housing (Q6c)',
  chronic: 'Chronic homelessness (Q6d)',
  inactive: 'Inactive records (Q6f)',
  households: 'Households',
  dates: 'Dates',
} as const;

export type QualityGroup = keyof typeof QUALITY_GROUPS;

/** Whose record it is: the client's, or one of the stay's. */
export type QualityForm = 'client' | 'start' | 'annual' | 'exit';

export interface QualityElement {
  /** As the rules name it. */
  readonly key: string;
  /** What rows and summary call it: HUD's question and the element; `Ours` where HUD has no such test. */
  readonly name: string;
  /** The row or column of HUD's table that counts it; null where there is none. */
  readonly hud: string | null;
  readonly groups: readonly QualityGroup[];
  readonly form: QualityForm;
  /** Form and field, as an HMIS has them. */
  readonly mend: string;
}

const element = (
  key: string,
  name: string,
  hud: string | null,
  groups: readonly QualityGroup[],
  form: QualityForm,
  mend: string,
): QualityElement => ({ key, name, hud, groups, form, mend });

/** In the order of HUD's tables, then ours; rows and summary keep it. */
export const QUALITY_ELEMENTS: readonly QualityElement[] = [
  element('Name', 'Q6a Name', 'Q6a row 2', ['personal'], 'client', 'Client profile: Name'),
  element('SSN', 'Q6a SSN', 'Q6a row 3', ['personal'], 'client', 'Client profile: Social Security Number'),
  element('DOB', 'Q6a Date of Birth', 'Q6a row 4', ['personal'], 'client', 'Client profile: Date of Birth'),
  element(
    'RaceEthnicity',
    'Q6a Race and Ethnicity',
    'Q6a row 5',
    ['personal'],
    'client',
    'Client profile: Race and Ethnicity',
  ),
  element(
    'VeteranStatus',
    'Q6b Veteran Status',
    'Q6b row 2',
    ['universal'],
    'client',
    'Client profile: Veteran Status',
  ),
  element(
    'EntryDate',
    'Q6b Project Start Date',
    'Q6b row 3',
    ['universal', 'dates'],
    'start',
    'Project start: Project Start Date',
  ),
  element(
    'RelationshipToHoH',
    'Q6b Relationship to Head of Household',
    'Q6b row 4',
    ['universal', 'households'],
    'start',
    'Project start: Relationship to Head of Household',
  ),
  element('EnrollmentCoC', 'Q6b Enrollment CoC', 'Q6b row 5', ['universal'], 'start', 'Project start: Enrollment CoC'),
  element(
    'DisablingCondition',
    'Q6b Disabling Condition',
    'Q6b row 6',
    ['universal'],
    'start',
    'Project start: Disabling Condition',
  ),
  element('Destination', 'Q6c Destination', 'Q6c row 2', ['income'], 'exit', 'Project exit: Destination'),
  element(
    'IncomeFromAnySource at start',
    'Q6c Income at Start',
    'Q6c row 3',
    ['income'],
    'start',
    'Project start: Income and Sources',
  ),
  element(
    'IncomeFromAnySource at annual assessment',
    'Q6c Income at Annual Assessment',
    'Q6c row 4',
    ['income'],
    'annual',
    'Annual assessment: Income and Sources',
  ),
  element(
    'IncomeFromAnySource at exit',
    'Q6c Income at Exit',
    'Q6c row 5',
    ['income'],
    'exit',
    'Project exit: Income and Sources',
  ),
  element(
    'LengthOfStay in institution',
    'Q6d Time in institution',
    'Q6d column C',
    ['chronic'],
    'start',
    'Project start: Length of Stay in Prior Living Situation',
  ),
  element(
    'LengthOfStay in housing',
    'Q6d Time in housing',
    'Q6d column D',
    ['chronic'],
    'start',
    'Project start: Length of Stay in Prior Living Situation',
  ),
  element(
    'DateToStreetESSH',
    'Q6d Approximate date started',
    'Q6d column E',
    ['chronic'],
    'start',
    'Project start: Approximate Date This Episode of Homelessness Started',
  ),
  element(
    'TimesHomelessPastThreeYears',
    'Q6d Number of times',
    'Q6d column F',
    ['chronic'],
    'start',
    'Project start: Number of Times Homeless in the Past Three Years',
  ),
  element(
    'MonthsHomelessPastThreeYears',
    'Q6d Number of months',
    'Q6d column G',
    ['chronic'],
    'start',
    'Project start: Number of Months Homeless in the Past Three Years',
  ),
  element(
    'Start entered before it happened',
    'Q6e Project start, < 0 days',
    'Q6e column B, row 2',
    ['dates'],
    'start',
    'Project start: Project Start Date',
  ),
  element(
    'Exit entered before it happened',
    'Q6e Project exit, < 0 days',
    'Q6e column C, row 2',
    ['dates'],
    'exit',
    'Project exit: Project Exit Date',
  ),
  element(
    'Contact',
    'Q6f Contact',
    'Q6f row 2',
    ['inactive'],
    'start',
    'Current Living Situation: the latest contact; or Project exit',
  ),
  element(
    'Bed Night',
    'Q6f Bed Night',
    'Q6f row 3',
    ['inactive'],
    'start',
    'Bed nights: the latest one; or Project exit',
  ),
  element(
    'Open after the head left',
    'Ours: Open after the head left',
    null,
    ['households'],
    'start',
    'Project exit of this member; or Project start: Relationship to Head of Household',
  ),
  element(
    'MoveInDate',
    'Ours: Move-in date outside the stay',
    null,
    ['dates'],
    'start',
    'Project start: Housing Move-In Date',
  ),
];

/**
 * HUD's totals over all elements of a group, which count a record once. They have a line in the summary, after the group's
 * last element, and no rows of their own.
 */
export const QUALITY_TOTALS = [
  { key: 'Q6a', name: 'Q6a Overall score', hud: 'Q6a row 6', after: 'RaceEthnicity', group: 'personal' },
  {
    key: 'Q6d',
    name: 'Q6d Unable to calculate',
    hud: 'Q6d column H',
    after: 'MonthsHomelessPastThreeYears',
    group: 'chronic',
  },
] as const;

/** The elements of the groups asked for; all where none is. */
export function elementsOf(groups: readonly string[]): readonly QualityElement[] {
  return groups.length === 0
    ? QUALITY_ELEMENTS
    : QUALITY_ELEMENTS.filter((one) => one.groups.some((group) => groups.includes(group)));
}

export const QUALITY_CLASSES = {
  dontKnow: "Don't know/prefers not",
  missing: 'Information missing',
  issue: 'Data issue',
} as const;

export type QualityFlaw = keyof typeof QUALITY_CLASSES;

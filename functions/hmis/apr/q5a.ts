import type { DateRange } from '../../../shared/dates.ts';
import { isAdult, isChild } from '../age.ts';
import { stayed365Days } from '../annual-assessment.ts';
import { isHead, isOfYouthAge } from '../household.ts';
import type { AprClient } from './apr-client.ts';

/** What Q5a counts of a client: its columns B and C count the same of the data quality and of the APR's latest stays. */
export interface Q5aFacts {
  readonly ageGroup: 'Adult' | 'Child' | 'Unknown';
  readonly isLeaver: boolean;
  readonly isHead: boolean;
  /** 18 or older, and a yes. */
  readonly isVeteran: boolean;
  readonly isChronicallyHomeless: boolean;
  /** 12 to 24 in a household with nobody known to be older [glossary, Youth Households]. */
  readonly isYouth: boolean;
  /** A youth in whose household there is another member who is the head's child under 18. */
  readonly isParentingYouth: boolean;
  /**
   * A stayer, head or adult, whose household has been in the project for 365 days or more on the range's last day, even if
   * that adult has not [row 17]. By entry and exit dates in every project.
   */
  readonly stayed365Days: boolean;
}

/** [APR, Q5a; glossary, Data Quality Q1] */
export function q5aFacts(client: AprClient, range: DateRange): Q5aFacts {
  const { enrollment, age, household, composition, chronic, isLeaver, isWithChild } = client;
  const isYouth = composition.youth && isOfYouthAge(age);
  return {
    ageGroup: ageGroup(age),
    isLeaver,
    isHead: isHead(enrollment),
    isVeteran: isAdult(age) && enrollment.VeteranStatus === 1,
    isChronicallyHomeless: chronic === 'yes',
    isYouth,
    isParentingYouth: isYouth && isWithChild,
    stayed365Days: !isLeaver && (isHead(enrollment) || isAdult(age)) && stayed365Days(household.start, range.to),
  };
}

export function ageGroup(age: number | null): Q5aFacts['ageGroup'] {
  if (isAdult(age)) return 'Adult';
  return isChild(age) ? 'Child' : 'Unknown';
}

/** The rows of Q5a: whom each counts. */
export const Q5A_ROWS: readonly {
  readonly row: number;
  readonly label: string;
  readonly counts: (facts: Q5aFacts) => boolean;
}[] = [
  { row: 2, label: 'Total number of persons served', counts: () => true },
  { row: 3, label: 'Number of adults (age 18 or over)', counts: (f) => f.ageGroup === 'Adult' },
  { row: 4, label: 'Number of children (under age 18)', counts: (f) => f.ageGroup === 'Child' },
  { row: 5, label: 'Number of persons with unknown age', counts: (f) => f.ageGroup === 'Unknown' },
  { row: 6, label: 'Number of leavers', counts: (f) => f.isLeaver },
  { row: 7, label: 'Number of adult leavers', counts: (f) => f.isLeaver && f.ageGroup === 'Adult' },
  {
    row: 8,
    label: 'Number of adult and head of household leavers',
    counts: (f) => f.isLeaver && (f.ageGroup === 'Adult' || f.isHead),
  },
  { row: 9, label: 'Number of stayers', counts: (f) => !f.isLeaver },
  { row: 10, label: 'Number of adult stayers', counts: (f) => !f.isLeaver && f.ageGroup === 'Adult' },
  { row: 11, label: 'Number of veterans', counts: (f) => f.isVeteran },
  { row: 12, label: 'Number of chronically homeless persons', counts: (f) => f.isChronicallyHomeless },
  { row: 13, label: 'Number of youth under age 25', counts: (f) => f.isYouth },
  { row: 14, label: 'Number of parenting youth under age 25 with children', counts: (f) => f.isParentingYouth },
  { row: 15, label: 'Number of adult heads of household', counts: (f) => f.isHead && f.ageGroup === 'Adult' },
  {
    row: 16,
    label: 'Number of child and unknown-age heads of household',
    counts: (f) => f.isHead && f.ageGroup !== 'Adult',
  },
  {
    row: 17,
    label: 'Heads of households and adult stayers in the project 365 days or more',
    counts: (f) => f.stayed365Days,
  },
];

import { calendarDate } from '../../../shared/dates.ts';
import { isAdult } from '../age.ts';
import { isHomelessProject } from '../chronic.ts';
import { isHead } from '../household.ts';
import { isPermanentHousing } from '../project-types.ts';
import type { Enrollment, Project } from '../records.ts';
import { codedElement, type JudgedElement, type QualityInput } from './judged-element.ts';

/** The day from which 3.917 asks what Q6d tests. */
const PRIOR_LIVING_SITUATION_SINCE = calendarDate('2016-10-01');

/** The rows of Q6d that report a project type. */
export type ProjectTypeRow = 2 | 3 | 4 | 5 | 6;

/** The row of Q6d that reports a project type; null for Other, which has none [glossary, Data Quality Q5]. */
export function projectTypeRow({ ProjectType: type }: Pick<Project, 'ProjectType'>): ProjectTypeRow | null {
  if (isHomelessProject(type)) return 2;
  if (type === 2) return 3;
  if (isPermanentHousing(type)) return 4;
  if (type === 14) return 5;
  return type === 6 || type === 11 || type === 12 ? 6 : null;
}

/**
 * Q6d, Chronic Homelessness: what is needed to tell whether an adult or head was chronically homeless, of those who
 * entered on or after 2016-10-01. LengthOfStay is asked of whoever comes from an institution or from housing, a blank
 * LivingSituation being housing; the other three of whoever comes from homelessness or broke it for a short stay only. Whoever is
 * asked has at least one element here. [APR, Q6d; glossary, Data Quality Q5]
 */
export function q6d({ enrollment, project, age }: QualityInput): JudgedElement[] {
  const isAsked = isHead(enrollment) || isAdult(age);
  if (!isAsked || enrollment.EntryDate < PRIOR_LIVING_SITUATION_SINCE || projectTypeRow(project) === null) return [];
  const fromHomeless = isHomelessProject(project.ProjectType) || isIn(enrollment.LivingSituation, 100, 199);
  const { LengthOfStay, DateToStreetESSH, TimesHomelessPastThreeYears, MonthsHomelessPastThreeYears } = enrollment;
  const length = codedElement('LengthOfStay', LengthOfStay);
  return [
    ...(fromHomeless ? [] : [isOffList(enrollment) ? { ...length, quality: 'ok' as const } : length]),
    ...(fromHomeless || brokeHomelessness(enrollment)
      ? [
          dated('DateToStreetESSH', DateToStreetESSH),
          codedElement('TimesHomelessPastThreeYears', TimesHomelessPastThreeYears),
          codedElement('MonthsHomelessPastThreeYears', MonthsHomelessPastThreeYears),
        ]
      : []),
  ];
}

/** 200 to 299: a missing LengthOfStay is then time in an institution, else time in housing. */
export function isFromInstitution({ LivingSituation }: Pick<Enrollment, 'LivingSituation'>): boolean {
  return isIn(LivingSituation, 200, 299);
}

function dated(element: string, date: string | null): JudgedElement {
  return date === null
    ? { element, quality: 'missing', value: 'Blank' }
    : { element, quality: 'ok', value: 'Answered' };
}

/** Came off the street for a stay too short to end being homeless: under 90 days in an institution, under 7 elsewhere. */
function brokeHomelessness(enrollment: Enrollment): boolean {
  const { LengthOfStay, PreviousStreetESSH } = enrollment;
  if (PreviousStreetESSH !== 1 || LengthOfStay === null || isOffList(enrollment)) return false;
  return (isFromInstitution(enrollment) ? [10, 11, 2, 3] : [10, 11]).includes(LengthOfStay);
}

function isOffList({ LivingSituation }: Enrollment): boolean {
  return LivingSituation !== null && !isIn(LivingSituation, 0, 499);
}

function isIn(code: number | null, first: number, last: number): boolean {
  return code !== null && code >= first && code <= last;
}

import type { CalendarDate } from '../../shared/dates.ts';
import type { PitClass } from '../../shared/pit-classes.ts';
import { activeByEntryExit, isActive } from './active.ts';
import { isLodging, isPermanentHousing } from './project-types.ts';
import type { Enrollment, Project } from './records.ts';

/**
 * The point-in-time count and the housing inventory count of one night. Residential projects go by HUD's method 3, "in
 * residence" [glossary, Active Clients, Method 3; data standards, 3.20]; street outreach by contact, for the unsheltered
 * count is of those met that night.
 */

const STREET_OUTREACH = 4;
const RAPID_REHOUSING = 13;
const SERVICES_ONLY = 1;
const HMIS_PARTICIPATING = 1;

/** What a project is on the night, by its type; rapid re-housing without housing has no beds to count. */
export function pitClass({ ProjectType, RRHSubType }: Pick<Project, 'ProjectType' | 'RRHSubType'>): PitClass {
  if (isLodging(ProjectType)) return 'sheltered';
  if (ProjectType === STREET_OUTREACH) return 'unsheltered';
  if (ProjectType === RAPID_REHOUSING && RRHSubType === SERVICES_ONLY) return 'servicesOnly';
  return isPermanentHousing(ProjectType) ? 'permanentHousing' : 'notCounted';
}

export type PitVerdict = { readonly counted: true } | { readonly counted: false; readonly reason: string };

/**
 * Whether a night counts an enrollment, and the first reason why not. `moveIn` is the valid, inherited move-in date as of
 * the night; Activities must have been read for types 1 and 4.
 */
export function pitVerdict(
  enrollment: Pick<Enrollment, 'EntryDate' | 'ExitDate' | 'Activities'>,
  project: Project,
  night: CalendarDate,
  moveIn: CalendarDate | null,
): PitVerdict {
  const range = { from: night, to: night };
  const enrolled = activeByEntryExit(enrollment, range);
  if (!enrolled.active) return { counted: false, reason: enrolled.reason };
  if (!isOperatingOn(project, night)) return { counted: false, reason: 'notOperating' };
  const of = pitClass(project);
  if (of === 'servicesOnly') return { counted: false, reason: 'servicesOnly' };
  if (of === 'unsheltered') {
    const met = enrollment.Activities.some(({ kind, date }) => kind === 'contact' && date === night);
    return met ? { counted: true } : { counted: false, reason: 'noContact' };
  }
  const verdict = isActive(enrollment, project, range, 'inResidence', moveIn);
  return verdict.active ? { counted: true } : { counted: false, reason: verdict.reason };
}

/** Whether the night lies within a project's operating dates, both ends included; blank ones are open. */
export function isOperatingOn(
  { OperatingStartDate, OperatingEndDate }: Pick<Project, 'OperatingStartDate' | 'OperatingEndDate'>,
  night: CalendarDate,
): boolean {
  return isWithin(OperatingStartDate, OperatingEndDate, night);
}

/** Whether a project takes part in the HMIS on the night (not in a comparable database) [CSV, 2.08]. */
export function participatesOn({ Participation }: Pick<Project, 'Participation'>, night: CalendarDate): boolean {
  return Participation.some(
    ({ HMISParticipationType, StartDate, EndDate }) =>
      HMISParticipationType === HMIS_PARTICIPATING && isWithin(StartDate, EndDate, night),
  );
}

function isWithin(start: CalendarDate | null, end: CalendarDate | null, day: CalendarDate): boolean {
  return (start === null || start <= day) && (end === null || end >= day);
}

/** First age of each of the count's groups [HUD, Point-in-Time count, age categories]. */
const AGE_GROUPS = [
  [65, '65 or older'],
  [55, '55 to 64'],
  [45, '45 to 54'],
  [35, '35 to 44'],
  [25, '25 to 34'],
  [18, '18 to 24'],
  [0, 'Under 18'],
] as const;

export function pitAgeGroup(age: number | null): string {
  if (age === null) return 'Unknown';
  return AGE_GROUPS.find(([first]) => age >= first)?.[1] ?? 'Unknown';
}

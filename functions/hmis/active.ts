import type { CalendarDate, DateRange } from '../../shared/dates.ts';
import { isLodging, isPermanentHousing, methodTwoActivity, usesBedNights } from './project-types.ts';
import type { Activity, Enrollment, Project } from './records.ts';

/** How an active client is told: HUD's methods 1, 2 and 3 [glossary, Active Clients]. */
export type ActiveMethod = 'entryExit' | 'services' | 'inResidence';

/** Why a method leaves an enrollment out: the first reason that applies. */
export type NotActive =
  | 'startsAfterRange'
  | 'exitedBeforeRange'
  /** Method 2: open at the range's end and without an activity in the range. */
  | 'noActivity'
  /** Method 3: left on the range's first day, and so did not stay its night. */
  | 'exitedOnFirstDay'
  | 'noBedNight'
  | 'notMovedIn'
  | 'notResidential';

export type Verdict =
  | {
      readonly active: true;
      /**
       * False where the glossary's words, taken literally, would leave the enrollment out: method 2, an exit in the
       * range and no activity at all in the enrollment.
       */
      readonly literally: boolean;
    }
  | { readonly active: false; readonly reason: NotActive };

/** What the methods look at of an enrollment. */
type DatedActivities = Pick<Enrollment, 'EntryDate' | 'ExitDate' | 'Activities'>;

const ACTIVE: Verdict = { active: true, literally: true };

/**
 * Whether an enrollment is active in a range. Methods 2 and 3 read `Activities` where the project's type asks for them:
 * the run must have read them. `moveIn` is the valid, inherited move-in date as of the range's end, and asked of permanent
 * housing under method 3 only.
 */
export function isActive(
  enrollment: DatedActivities,
  project: Pick<Project, 'ProjectType'>,
  range: DateRange,
  method: ActiveMethod,
  moveIn: CalendarDate | null,
): Verdict {
  switch (method) {
    case 'entryExit':
      return activeByEntryExit(enrollment, range);
    case 'services':
      return activeByServices(enrollment, project, range);
    case 'inResidence':
      return activeInResidence(enrollment, project, range, moveIn);
  }
}

/** The method of HUD's APR and CAPER: bed nights for night-by-night shelters, else entry and exit [APR, Report Programming Basics]. */
export function aprMethod({ ProjectType }: Pick<Project, 'ProjectType'>): ActiveMethod {
  return usesBedNights(ProjectType) ? 'services' : 'entryExit';
}

/** Whether the method looks at the activities of such a project at all. */
export function readsActivities(method: ActiveMethod, { ProjectType }: Pick<Project, 'ProjectType'>): boolean {
  if (method === 'services') return methodTwoActivity(ProjectType) !== 'entryExit';
  return method === 'inResidence' && usesBedNights(ProjectType);
}

/** Method 1: there on any day of the range, the day of exit included [glossary, Active Clients, Method 1]. */
export function activeByEntryExit(enrollment: Pick<Enrollment, 'EntryDate' | 'ExitDate'>, range: DateRange): Verdict {
  if (enrollment.EntryDate > range.to) return out('startsAfterRange');
  return exitedBefore(enrollment, range.from) ? out('exitedBeforeRange') : ACTIVE;
}

/**
 * Method 2: method 1, and an exit in the range, with or without an activity, or an activity in the range of one who
 * stays on [glossary, Active Clients, Method 2]. Its text also asks one who exited for an activity anywhere in the
 * enrollment and then says "regardless of any service records": HUD Data Lab's program goes by the latter, so do we.
 */
export function activeByServices(
  enrollment: DatedActivities,
  project: Pick<Project, 'ProjectType'>,
  range: DateRange,
): Verdict {
  const stays = activeByEntryExit(enrollment, range);
  const kind = methodTwoActivity(project.ProjectType);
  if (!stays.active || kind === 'entryExit') return stays;
  const dates = kind === 'bedNights' ? bedNights(enrollment) : otherActivities(enrollment);
  if (isExitIn(enrollment, range)) return { active: true, literally: dates.length > 0 };
  return dates.some((date) => isIn(date, range)) ? ACTIVE : out('noActivity');
}

/**
 * Method 3: there for a night of the range [glossary, Active Clients, Method 3]. Night-by-night shelters by bed nights;
 * permanent housing once moved in, and not where that was on the day of exit; no other type is residential.
 */
export function activeInResidence(
  enrollment: DatedActivities,
  { ProjectType: type }: Pick<Project, 'ProjectType'>,
  range: DateRange,
  moveIn: CalendarDate | null,
): Verdict {
  const stays = activeByEntryExit(enrollment, range);
  if (!stays.active) return stays;
  if (!isLodging(type) && !isPermanentHousing(type)) return out('notResidential');
  if (enrollment.ExitDate === range.from) return out('exitedOnFirstDay');
  if (usesBedNights(type)) return bedNights(enrollment).some((d) => isIn(d, range)) ? ACTIVE : out('noBedNight');
  if (isLodging(type)) return ACTIVE;
  const movedIn =
    moveIn !== null && moveIn <= range.to && (enrollment.ExitDate === null || moveIn < enrollment.ExitDate);
  return movedIn ? ACTIVE : out('notMovedIn');
}

/** Began in the range. */
export function isEntryIn({ EntryDate }: Pick<Enrollment, 'EntryDate'>, range: DateRange): boolean {
  return isIn(EntryDate, range);
}

/** Exited in the range: a leaver, where it is the latest stay [glossary, Project Leavers]. */
export function isExitIn({ ExitDate }: Pick<Enrollment, 'ExitDate'>, range: DateRange): boolean {
  return ExitDate !== null && isIn(ExitDate, range);
}

/** Entered and not exited at the end of a day: a stayer, where it is the latest stay [glossary, Project Stayers]. */
export function isOpenOn(
  { EntryDate, ExitDate }: Pick<Enrollment, 'EntryDate' | 'ExitDate'>,
  day: CalendarDate,
): boolean {
  return EntryDate <= day && (ExitDate === null || ExitDate > day);
}

/** Nights within the enrollment; one on the day of exit is none. */
function bedNights({ Activities, EntryDate, ExitDate }: DatedActivities): CalendarDate[] {
  return datesOf(
    Activities,
    ({ kind, date }) => kind === 'bedNight' && date >= EntryDate && (ExitDate === null || date < ExitDate),
  );
}

/** Contacts, services, events and assessments within the enrollment, the day of exit included. */
function otherActivities({ Activities, EntryDate, ExitDate }: DatedActivities): CalendarDate[] {
  return datesOf(
    Activities,
    ({ kind, date }) => kind !== 'bedNight' && date >= EntryDate && (ExitDate === null || date <= ExitDate),
  );
}

function datesOf(activities: readonly Activity[], counts: (activity: Activity) => boolean): CalendarDate[] {
  return activities.filter(counts).map(({ date }) => date);
}

function exitedBefore({ ExitDate }: Pick<Enrollment, 'ExitDate'>, day: CalendarDate): boolean {
  return ExitDate !== null && ExitDate < day;
}

function isIn(date: CalendarDate, range: DateRange): boolean {
  return date >= range.from && date <= range.to;
}

function out(reason: NotActive): Verdict {
  return { active: false, reason };
}

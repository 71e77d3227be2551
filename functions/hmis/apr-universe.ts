import type { DateRange } from '../../shared/dates.ts';
import { activeByEntryExit, aprMethod, isActive } from './active.ts';
import { countsOnlyEngaged } from './project-types.ts';
import type { Project, Stay } from './records.ts';

/**
 * Whether a stay counts in HUD's APR and so competes for being its person's latest: active in the range, night-by-night
 * shelters by bed nights, all others by entry and exit dates [APR, Report Programming Basics].
 */
export function isInApr(stay: Stay, project: Project, range: DateRange): boolean {
  return isActive(stay, project, range, aprMethod(project), null).active;
}

/**
 * Whether a stay counts in HUD's data quality tables, Q6a to Q6e: one of street outreach, or of a PATH-funded services only
 * project, from the client's engagement on. Asked before the latest stay is chosen. The glossary says "prior to" the
 * range's end and the end itself is taken in, as HUD answered to vendors [glossary, Project Stays to Include].
 */
export function isInAprDataQuality(stay: Stay, project: Project, range: DateRange): boolean {
  return isInApr(stay, project, range) && isEngaged(stay, project, range);
}

/**
 * Whether a stay counts in Q6f: as in the other data quality tables, but active by entry and exit dates whatever the
 * project's type. By bed nights the records that nobody closed, which the table is about, would not be there.
 * [glossary, Data Quality Q7]
 */
export function isInAprInactiveRecords(stay: Stay, project: Project, range: DateRange): boolean {
  return activeByEntryExit(stay, range).active && isEngaged(stay, project, range);
}

function isEngaged({ DateOfEngagement }: Stay, project: Project, range: DateRange): boolean {
  return !countsOnlyEngaged(project) || (DateOfEngagement !== null && DateOfEngagement <= range.to);
}

import type { DateRange } from '../../shared/dates.ts';
import { aprMethod, isActive } from './active.ts';
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
 * Whether a stay counts in HUD's data quality tables, Q6a to Q6f: one of street outreach, or of a PATH-funded services only
 * project, from the client's engagement on. Asked before the latest stay is chosen. The glossary says "prior to" the
 * range's end and the end itself is taken in, as HUD answered to vendors [glossary, Project Stays to Include].
 */
export function isInAprDataQuality(stay: Stay, project: Project, range: DateRange): boolean {
  if (!isInApr(stay, project, range)) return false;
  return !countsOnlyEngaged(project) || (stay.DateOfEngagement !== null && stay.DateOfEngagement <= range.to);
}

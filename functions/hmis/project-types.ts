import { FUNDER, hasFunder } from './funding.ts';
import type { Project } from './records.ts';

/** HUD's project types [CSV, 2.02.6] in the groups that rules ask for. A type that is missing or unknown is in none. */

type ProjectType = Project['ProjectType'];

const LODGING: readonly ProjectType[] = [0, 1, 2, 8];
const PERMANENT_HOUSING: readonly ProjectType[] = [3, 9, 10, 13];
const BED_NIGHTS = 1;
const STREET_OUTREACH = 4;
const SERVICES_ONLY = 6;
const OTHER = 7;
const NON_RESIDENTIAL: readonly ProjectType[] = [STREET_OUTREACH, SERVICES_ONLY, OTHER, 11, 12, 14];

/** Shelters, transitional housing and safe havens. */
export function isLodging(type: ProjectType): boolean {
  return LODGING.includes(type);
}

/** PSH, RRH and the two other kinds of PH. */
export function isPermanentHousing(type: ProjectType): boolean {
  return PERMANENT_HOUSING.includes(type);
}

/** A place to stay for the night: lodging or permanent housing. */
export function isResidential(type: ProjectType): boolean {
  return isLodging(type) || isPermanentHousing(type);
}

/** Night-by-night shelters, where presence is a bed night and not the time between entry and exit. */
export function usesBedNights(type: ProjectType): boolean {
  return type === BED_NIGHTS;
}

/**
 * Whether HUD's data quality counts a stay only once the client is engaged: street outreach, and services only with a
 * PATH funder among those given, whatever the grant's dates [glossary, Project Stays to Include].
 */
export function countsOnlyEngaged(project: Pick<Project, 'ProjectType' | 'Funders'>): boolean {
  if (project.ProjectType === STREET_OUTREACH) return true;
  return project.ProjectType === SERVICES_ONLY && hasFunder(project.Funders, FUNDER.path);
}

export type MethodTwoActivity = 'entryExit' | 'bedNights' | 'anyActivity';

/**
 * What shows that a client was active by date of service: nothing but entry and exit, bed nights, or any contact, service,
 * event or assessment [glossary, Active Clients, Method 2]. A missing or unknown type goes by entry and exit, the
 * glossary's default.
 */
export function methodTwoActivity(type: ProjectType): MethodTwoActivity {
  if (usesBedNights(type)) return 'bedNights';
  return NON_RESIDENTIAL.includes(type) ? 'anyActivity' : 'entryExit';
}

/**
 * Whether a project collects Housing Move-In Date: permanent housing, Other funded by Pay for Success, Services Only
 * funded by the VA's Case Management/Housing Retention, whatever the grant's dates [data standards, 3.20].
 */
export function keepsMoveInDate(project: Pick<Project, 'ProjectType' | 'Funders'>): boolean {
  if (isPermanentHousing(project.ProjectType)) return true;
  if (project.ProjectType === OTHER) return hasFunder(project.Funders, FUNDER.payForSuccess);
  return project.ProjectType === SERVICES_ONLY && hasFunder(project.Funders, FUNDER.caseManagementHousingRetention);
}

import type { Project } from '../hmis/records.ts';
import { compareText } from './cut.ts';

/** The order of projects in every list: organization (by name, then ID), project name, ProjectID. */
export function inListOrder(projects: readonly Project[]): Project[] {
  return projects.toSorted(
    (a, b) =>
      compareText(a.OrganizationName, b.OrganizationName) ||
      compareText(a.OrganizationID, b.OrganizationID) ||
      compareText(a.ProjectName, b.ProjectName) ||
      compareText(a.ProjectID, b.ProjectID),
  );
}

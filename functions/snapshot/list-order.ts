import { onceFor } from '../../shared/once-for.ts';
import type { Project } from '../hmis/records.ts';
import { compareText } from './cut.ts';
import type { HmisUser } from './stored.ts';

/** The order of projects in every list: organization (by name, then ID), project name, ProjectID. */
export const inListOrder = sortedOnce<Project>(
  (a, b) =>
    compareText(a.OrganizationName, b.OrganizationName) ||
    compareText(a.OrganizationID, b.OrganizationID) ||
    compareText(a.ProjectName, b.ProjectName) ||
    compareText(a.ProjectID, b.ProjectID),
);

/** The order of staff members where one is chosen: by name, then UserID. */
export const usersByName = sortedOnce<HmisUser>(
  (a, b) => compareText(a.name, b.name) || compareText(a.UserID, b.UserID),
);

/** A snapshot's lists never change, and every run asks for them in order: each is sorted once. */
function sortedOnce<T>(compare: (a: T, b: T) => number): (list: readonly T[]) => readonly T[] {
  return onceFor((list: readonly T[]) => list.toSorted(compare));
}

import type { DateRange } from '../../../shared/dates.ts';
import { activeByEntryExit, isExitIn } from '../active.ts';
import { ageForRange, isChild } from '../age.ts';
import { type AprAnnual, aprAnnual } from '../annual-assessment.ts';
import { isInApr } from '../apr-universe.ts';
import { chronicForHousehold } from '../chronic.ts';
import type { Answer } from '../disability.ts';
import { type Composition, composition, type Household, headFor, headship } from '../household.ts';
import type { Enrollment, Project } from '../records.ts';

/** One stay with all that the APR's tables ask of it for a range. Whether it is the person's latest is the run's matter. */
export interface AprClient {
  readonly enrollment: Enrollment;
  readonly project: Project;
  readonly household: Household;
  /** Whose data speak for the household; null where it has no head. */
  readonly head: Enrollment | null;
  /** Of the members who count in the APR, before the latest stays are chosen [glossary, Household Types]. */
  readonly composition: Composition;
  readonly headship: ReturnType<typeof headship>;
  readonly age: number | null;
  readonly chronic: Answer;
  /** Exited in the range; who did not is a stayer [glossary, Project Leavers and Stayers]. */
  readonly isLeaver: boolean;
  /** Another member who counts in the APR is the head's child under 18. */
  readonly isWithChild: boolean;
  /** The relevant anniversary; asked of stayers only. */
  readonly annual: AprAnnual;
}

/** A household's stays that are active in the range by entry and exit dates, in the household's order. */
export function aprClients(household: Household, project: Project, range: DateRange): AprClient[] {
  return aprClientsWhere(household, project, range, (member) => activeByEntryExit(member, range).active);
}

/** The stays of a household that `selects` takes, in the household's order. */
export function aprClientsWhere(
  household: Household,
  project: Project,
  range: DateRange,
  selects: (member: Enrollment) => boolean,
): AprClient[] {
  const inApr = household.members.filter((member) => isInApr(member, project, range));
  const facts = {
    project,
    household,
    head: headFor(household, inApr),
    composition: composition(inApr, range),
    headship: headship(household),
  };
  const chronic = chronicForHousehold(household, project, range);
  const children = inApr.filter((m) => m.RelationshipToHoH === 2 && isChild(ageForRange(m, range)));
  return household.members.filter(selects).map((enrollment) => ({
    ...facts,
    enrollment,
    age: ageForRange(enrollment, range),
    chronic: chronic.get(enrollment.EnrollmentID) ?? 'missing',
    isLeaver: isExitIn(enrollment, range),
    isWithChild: children.some(({ PersonalID }) => PersonalID !== enrollment.PersonalID),
    annual: aprAnnual({ ...enrollment, householdStart: household.start }, range.to),
  }));
}

import type { DateRange } from '../shared/dates.ts';
import { type ActiveMethod, isActive } from './hmis/active.ts';
import { ageForRange } from './hmis/age.ts';
import { chronicForHousehold } from './hmis/chronic.ts';
import type { Answer } from './hmis/disability.ts';
import { enrollmentCoC } from './hmis/enrollment-coc.ts';
import { type Composition, composition, type Household, headFor, isHead } from './hmis/household.ts';
import { type MoveIn, moveInDate } from './hmis/move-in.ts';
import type { Enrollment, Project } from './hmis/records.ts';

/** One enrollment that a method selects, with what filters and columns of the lists of clients ask of it. */
export interface ListMember {
  readonly enrollment: Enrollment;
  readonly household: Household;
  readonly head: Enrollment | null;
  /** Of those the method selects, before any other filter. */
  readonly composition: Composition;
  readonly age: number | null;
  readonly moveIn: MoveIn;
  readonly chronic: Answer;
  readonly coc: string | null;
}

/** The members of a household that a method selects for a range, with their facts. */
export function selectMembers(
  household: Household,
  project: Project,
  range: DateRange,
  method: ActiveMethod,
): ListMember[] {
  return membersWhere(household, project, range, (e, moveIn) => isActive(e, project, range, method, moveIn).active);
}

/** The members of a household that `selects` takes, given the valid, inherited move-in date of each. */
export function membersWhere(
  household: Household,
  project: Project,
  range: DateRange,
  selects: (enrollment: Enrollment, moveIn: MoveIn['date']) => boolean,
): ListMember[] {
  const moveIns = new Map(household.members.map((e) => [e.EnrollmentID, moveInDate(e, household, project, range.to)]));
  const selected = household.members.filter((e) => selects(e, moveIns.get(e.EnrollmentID)?.date ?? null));
  if (selected.length === 0) return [];
  const head = headFor(household, selected);
  const facts = composition(selected, range);
  const chronic = chronicForHousehold(household, project, range);
  return selected.map((enrollment) => ({
    enrollment,
    household,
    head,
    composition: facts,
    age: ageForRange(enrollment, range),
    moveIn: moveIns.get(enrollment.EnrollmentID) ?? { date: null, inherited: false, unusable: null },
    chronic: chronic.get(enrollment.EnrollmentID) ?? 'missing',
    coc: enrollmentCoC(enrollment, head, project),
  }));
}

/** A member's place within the project: household (by head), head first, PersonalID, EnrollmentID. */
export function memberOrder({
  enrollment: e,
  household,
  head,
}: Pick<ListMember, 'enrollment' | 'household' | 'head'>): string[] {
  const first = head ?? household.starter;
  return [first.PersonalID, e.HouseholdID, isHead(e) ? '0' : '1', e.PersonalID, e.EnrollmentID];
}

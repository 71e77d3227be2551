import type { CalendarDate, DateRange } from '../../shared/dates.ts';
import type { HouseholdId } from '../../shared/ids.ts';
import { ageForRange, isAdult, isChild } from './age.ts';
import { compareIds } from './id-order.ts';
import type { Enrollment } from './records.ts';

/** All enrollments with one HouseholdID in one project, those who left included [glossary, Household Types]. */
export interface Household {
  readonly HouseholdID: HouseholdId;
  /** The earliest entered first; of those who entered together a head first, then by EnrollmentID. */
  readonly members: readonly Enrollment[];
  /** The earliest EntryDate of anyone, so that a change of head never moves it [glossary, Annual Assessment 1]. */
  readonly start: CalendarDate;
  /** The member whose EntryDate is the start; a head where one entered then. */
  readonly starter: Enrollment;
  /** Enrollments with RelationshipToHoH 1, in the members' order; exited ones too. */
  readonly heads: readonly Enrollment[];
}

export function isHead(enrollment: Pick<Enrollment, 'RelationshipToHoH'>): boolean {
  return enrollment.RelationshipToHoH === 1;
}

/** The households of one project's enrollments, in the order in which their HouseholdIDs first come. */
export function households(enrollments: readonly Enrollment[]): Household[] {
  const byId = new Map<HouseholdId, Enrollment[]>();
  for (const enrollment of enrollments) {
    const members = byId.get(enrollment.HouseholdID);
    if (members) members.push(enrollment);
    else byId.set(enrollment.HouseholdID, [enrollment]);
  }
  return [...byId.values()].flatMap(household);
}

function household(enrollments: readonly Enrollment[]): Household[] {
  const members = enrollments.toSorted(compareMembers);
  const starter = members[0];
  if (!starter) return [];
  const { HouseholdID, EntryDate: start } = starter;
  return [{ HouseholdID, members, start, starter, heads: members.filter(isHead) }];
}

function compareMembers(a: Enrollment, b: Enrollment): number {
  if (a.EntryDate !== b.EntryDate) return a.EntryDate < b.EntryDate ? -1 : 1;
  return Number(isHead(b)) - Number(isHead(a)) || compareIds(a.EnrollmentID, b.EnrollmentID);
}

/**
 * `several` where more than one person is Self on the HouseholdID, one after the other or both at once; two enrollments
 * of the same person are one head. Both `several` and `none` are an issue of every member [glossary, Data Quality Q3].
 */
export function headship({ heads }: Household): 'one' | 'several' | 'none' {
  const persons = new Set(heads.map(({ PersonalID }) => PersonalID)).size;
  return persons === 0 ? 'none' : persons === 1 ? 'one' : 'several';
}

/**
 * The one head where a rule needs one: the earliest entered of those active, else the earliest; null where the household
 * has none. Those who entered on the same day go by EnrollmentID.
 */
export function headFor({ heads }: Household, active: readonly Enrollment[]): Enrollment | null {
  return heads.find(({ EnrollmentID }) => active.some((a) => a.EnrollmentID === EnrollmentID)) ?? heads[0] ?? null;
}

export type HouseholdType = 'childrenAndAdults' | 'withoutChildren' | 'onlyChildren' | 'unknown';

/** The household type by the members' ages, null for an unknown one [glossary, Household Types, the table]. */
export function householdType(ages: readonly (number | null)[]): HouseholdType {
  const [adults, children] = [ages.some(isAdult), ages.some(isChild)];
  if (adults && children) return 'childrenAndAdults';
  if (ages.includes(null)) return 'unknown';
  if (adults) return 'withoutChildren';
  return children ? 'onlyChildren' : 'unknown';
}

/** 12 to 24: a youth, if the household is a youth household. */
export function isOfYouthAge(age: number | null): boolean {
  return age !== null && age >= 12 && age <= 24;
}

/** At least one member of 12 to 24 and none known to be 25 or older; unknown ages don't matter [glossary, Youth Households]. */
export function isYouthHousehold(ages: readonly (number | null)[]): boolean {
  return ages.some(isOfYouthAge) && !ages.some((age) => age !== null && age >= 25);
}

/** Persons, not enrollments. */
export function householdSize(members: readonly Pick<Enrollment, 'PersonalID'>[]): number {
  return new Set(members.map(({ PersonalID }) => PersonalID)).size;
}

export interface Composition {
  readonly type: HouseholdType;
  readonly size: number;
  readonly youth: boolean;
  /** A youth household whose head is 12 to 24 and which has a child of the head under 18 [APR, Q27b]. */
  readonly parentingYouth: boolean;
}

/**
 * What a household is in a range, by those of its members that the method selects for it, before any other filter, and
 * by their age for the range [glossary, Household Types].
 */
export function composition(active: readonly Enrollment[], range: DateRange): Composition {
  const ages = active.map((member) => ageForRange(member, range));
  const youth = isYouthHousehold(ages);
  const some = (relationship: number, isSo: (age: number | null) => boolean) =>
    active.some((member, i) => member.RelationshipToHoH === relationship && isSo(ages[i] ?? null));
  return {
    type: householdType(ages),
    size: householdSize(active),
    youth,
    parentingYouth: youth && some(1, isOfYouthAge) && some(2, isChild),
  };
}

import type { CalendarDate } from '../../../shared/dates.ts';
import { addYears, daysBetween, earlier, later } from '../../../shared/dates.ts';
import { answered, flag } from './answers.ts';
import { addDays } from './days.ts';
import type { SampleEnrollment, SamplePerson, Stage } from './family.ts';
import { asksMoveIn } from './family.ts';
import type { Sample } from './options.ts';
import type { Random, Weighted } from './random.ts';
import { chance, int, weighted } from './random.ts';
import type { SampleProject } from './setting.ts';

/** When a stay begins: over the export's six years, in permanent housing sometimes long before. */
export function entryDate(sample: Sample, random: Random, project: SampleProject): CalendarDate {
  const before = [3, 9, 10].includes(project.ProjectType) && chance(random, 0.2) ? int(random, 0, 1800) : 0;
  const share = random();
  // Somewhat more in later years: the newest day is more than twice as likely as the oldest.
  const days = Math.floor(2190 * share * (0.6 + 0.4 * share));
  const date = addDays(sample.asOf, -days - before);
  return later(project.closed ? earlier(date, addDays(project.closed, -1)) : date, project.opened);
}

/** null while the stay is open; never before the export's start, for then it would not be in the export. */
function exitDate(sample: Sample, random: Random, project: SampleProject, entry: CalendarDate): CalendarDate | null {
  const share = random();
  const never = chance(random, project.neverClosed);
  let exit = addDays(entry, Math.floor(project.stay * 3 * share * share));
  if (exit < sample.start) exit = later(entry, addDays(sample.start, int(random, 0, 1500)));
  if (project.closed && (never || exit > project.closed)) return project.closed;
  return never || exit > sample.asOf ? null : exit;
}

const TWISTS: Weighted<'none' | 'joins' | 'leaves' | 'newHead'> = [
  ['none', 80],
  ['joins', 7],
  ['leaves', 8],
  ['newHead', 5],
];
const ADULT_RELATIONS: Weighted<number> = [
  [3, 75],
  [4, 15],
  [5, 10],
];

interface StayIds {
  readonly HouseholdID: string;
  readonly enrollmentId: () => string;
}

/** One household's stay in a project: who came, left and became head when. Adults come first in `persons`. */
export function householdStay(
  sample: Sample,
  random: Random,
  project: SampleProject,
  persons: readonly SamplePerson[],
  entry: CalendarDate,
  ids: StayIds,
): SampleEnrollment[] {
  const exit = exitDate(sample, random, project, entry);
  const end = exit ?? sample.asOf;
  const moveIn = asksMoveIn(project) ? moveInDate(random, project, entry, end) : null;
  const movedInOnHeadOnly = chance(random, 0.6);
  const annuals = annualDates(random, project, entry, end);
  const adultBornBy = addYears(entry, -18);
  const twist = weighted(random, TWISTS);
  const newHead = twist === 'newHead' && persons.length > 1 && !isChild(persons[1], adultBornBy);
  const deleted = chance(random, 0.009);
  return persons.map((person, i): SampleEnrollment => {
    const isLast = i > 0 && i === persons.length - 1;
    let EntryDate = entry;
    let ExitDate = exit;
    if (twist === 'joins' && isLast) EntryDate = between(random, entry, end);
    if (twist === 'leaves' && isLast) ExitDate = between(random, entry, end);
    if (newHead && i === 0) ExitDate = between(random, entry, end);
    if (person.born && person.born > EntryDate) EntryDate = earlier(person.born, end);
    if (ExitDate && ExitDate < EntryDate) ExitDate = EntryDate;
    const EnrollmentID = ids.enrollmentId();
    const last = ExitDate ?? sample.asOf;
    return {
      EnrollmentID,
      key: `${sample.seed}/${EnrollmentID}`,
      HouseholdID: persons.length === 1 ? `s_${EnrollmentID}` : ids.HouseholdID,
      person,
      project,
      RelationshipToHoH: i === 0 || (newHead && i === 1) ? 1 : relationship(random, isChild(person, adultBornBy)),
      EntryDate,
      ExitDate,
      MoveInDate: moveIn && moveIn <= last && (i === 0 || !movedInOnHeadOnly) ? later(moveIn, EntryDate) : null,
      DisablingCondition: answered(random, () => flag(random, isChild(person, adultBornBy) ? 0.12 : 0.5)),
      stages: stagesOf(random, EntryDate, ExitDate, last, annuals),
      bedNights: null,
      deleted,
      fields: {},
    };
  });
}

function relationship(random: Random, child: boolean): number {
  if (chance(random, 0.006)) return 99;
  if (child) return chance(random, 0.95) ? 2 : 4;
  return weighted(random, ADULT_RELATIONS);
}

function isChild(person: SamplePerson | undefined, adultBornBy: CalendarDate): boolean {
  return !!person?.born && person.born > adultBornBy;
}

function moveInDate(
  random: Random,
  project: SampleProject,
  entry: CalendarDate,
  end: CalendarDate,
): CalendarDate | null {
  if (chance(random, project.ProjectType === 13 ? 0.24 : 0.1)) return null;
  const date = addDays(entry, chance(random, 0.2) ? 0 : int(random, 1, project.ProjectType === 13 ? 120 : 60));
  return date <= end ? date : null;
}

type Annual = 'onTime' | 'outside' | 'missed';
const ASKED_EACH_YEAR: Weighted<Annual> = [
  ['onTime', 58],
  ['outside', 15],
  ['missed', 27],
];
const HARDLY_ASKED: Weighted<Annual> = [
  ['missed', 80],
  ['onTime', 12],
  ['outside', 8],
];

/** One annual assessment or none for each anniversary of the household: on time, outside its 60 days, or missed. */
function annualDates(random: Random, project: SampleProject, entry: CalendarDate, end: CalendarDate): Stage[] {
  const outcomes = [2, 3, 7, 8, 9, 10, 13].includes(project.ProjectType) ? ASKED_EACH_YEAR : HARDLY_ASKED;
  const annuals: Stage[] = [];
  for (let k = 1; ; k++) {
    const anniversary = addYears(entry, k);
    if (addDays(anniversary, -30) > end) break;
    const outcome = weighted(random, outcomes);
    if (outcome === 'missed') continue;
    const days = outcome === 'onTime' ? int(random, -28, 30) : int(random, 31, 150) * (chance(random, 0.75) ? 1 : -1);
    const date = addDays(anniversary, days);
    if (date <= end) annuals.push({ stage: 5, date, ...(chance(random, 0.04) ? { withoutIncome: true } : {}) });
  }
  return annuals;
}

function stagesOf(
  random: Random,
  entry: CalendarDate,
  exit: CalendarDate | null,
  last: CalendarDate,
  annuals: readonly Stage[],
): Stage[] {
  const stages: Stage[] = chance(random, 0.98) ? [{ stage: 1, date: entry }] : [];
  if (chance(random, 0.08)) stages.push({ stage: 2, date: between(random, entry, last) });
  for (const annual of annuals) {
    if (annual.date > entry && annual.date <= last && chance(random, 0.95)) stages.push(annual);
  }
  if (exit && chance(random, 0.95)) stages.push({ stage: 3, date: exit });
  return stages;
}

function between(random: Random, from: CalendarDate, to: CalendarDate): CalendarDate {
  return addDays(from, Math.floor(random() * (Math.max(0, daysBetween(from, to)) + 1)));
}

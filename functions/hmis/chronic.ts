import { addDays, type DateRange } from '../../shared/dates.ts';
import type { EnrollmentId } from '../../shared/ids.ts';
import { ageForRange, isAdult } from './age.ts';
import { type Answer, hasDisablingCondition } from './disability.ts';
import { type Household, isHead } from './household.ts';
import type { Enrollment, Project } from './records.ts';

export const CHRONIC_LABELS: Readonly<Record<Answer, string>> = {
  yes: 'Yes',
  no: 'No',
  dontKnow: "Don't know/prefers not to answer",
  missing: 'Missing',
};

/** The data of 3.917 that the flow chart reads, all from project start. */
type PriorLivingSituation = Pick<
  Enrollment,
  | 'EntryDate'
  | 'LivingSituation'
  | 'LOSUnderThreshold'
  | 'PreviousStreetESSH'
  | 'DateToStreetESSH'
  | 'TimesHomelessPastThreeYears'
  | 'MonthsHomelessPastThreeYears'
>;

/**
 * Whether someone was chronically homeless at project start by their own data: HUD's flow chart, row by row. It is for
 * adults and heads of household; the household's part is `chronicForHousehold`. A prior living situation outside HUD's
 * list (500 and up) is no answer. [glossary, CH at Project Start Flowchart, rows 1 to 26]
 */
export function chronicAtStart(
  enrollment: PriorLivingSituation & Pick<Enrollment, 'DisablingCondition' | 'DisabilityAtStart'>,
  project: Pick<Project, 'ProjectType'>,
): Answer {
  const disabled = hasDisablingCondition(enrollment); // row 1
  if (disabled !== 'yes') return disabled;
  if (isHomelessProject(project.ProjectType)) return longHomeless(enrollment); // rows 3 to 6

  const situation = enrollment.LivingSituation; // rows 9, 14 and 21
  if (situation === null || situation < 0 || situation > 499) return 'missing';
  if (situation >= 100 && situation <= 199) return longHomeless(enrollment); // rows 10 to 12
  const shortStay = flag(enrollment.LOSUnderThreshold); // rows 15 and 22
  if (shortStay !== 'yes') return shortStay;
  const fromStreet = flag(enrollment.PreviousStreetESSH); // rows 16 and 23
  if (fromStreet !== 'yes') return fromStreet;
  return longHomeless(enrollment); // rows 17 to 19 and 24 to 26
}

/** Shelters (0, 1), street outreach (4) and safe havens (8): whoever starts there is homeless, asked by 3.917A. */
export function isHomelessProject(ProjectType: number | null): boolean {
  return ProjectType === 0 || ProjectType === 1 || ProjectType === 4 || ProjectType === 8;
}

/** Rows 4 to 6, and the same three again as 10 to 12, 17 to 19 and 24 to 26. */
function longHomeless(enrollment: PriorLivingSituation): Answer {
  const { DateToStreetESSH, EntryDate } = enrollment;
  // Days, not a year: HUD says 365, also where a leap day lies between.
  if (DateToStreetESSH !== null && DateToStreetESSH <= addDays(EntryDate, -365)) return 'yes';
  const often = counted(enrollment.TimesHomelessPastThreeYears, 1, 4, 4);
  return often === 'yes' ? counted(enrollment.MonthsHomelessPastThreeYears, 101, 113, 112) : often;
}

/** A code of a counting list: `first` to `last` are counts, enough from `enough` on; 8 and 9 are no counts but reasons. */
function counted(code: number | null, first: number, last: number, enough: number): Answer {
  if (code === 8 || code === 9) return 'dontKnow';
  if (code === null || code < first || code > last) return 'missing';
  return code >= enough ? 'yes' : 'no';
}

/** A 1.10 No/Yes code, to which HUD's dictionary gives no "doesn't know". */
function flag(code: number | null): Answer {
  return code === 1 ? 'yes' : code === 0 ? 'no' : 'missing';
}

/**
 * The chronic status at start of each enrollment of a household, by EnrollmentID. `range` is the report's: its ages tell
 * adults from children.
 * - Adults and heads have a status by their own data; nobody else's data count.
 * - Present at start are those who entered on the household's start, also if they left before the range. Where one of
 *   them is Yes and not exited before the range, all who were present are Yes.
 * - Anybody else without a status of their own (a child, or a member of unknown age) follows the head, whether the other
 *   adults agree or not: one who is there in the range, else one who left before it; where there is no head, the adult who
 *   entered first; with nobody at all it is Missing. Who enters after the range is not followed.
 * - A Yes never passes to someone who was not present at start, nor from one who was not: that child is No.
 * [glossary, CH at Project Start Because of Other Household Members; mixed households by decision]
 */
export function chronicForHousehold(
  household: Household,
  project: Pick<Project, 'ProjectType'>,
  range: DateRange,
): ReadonlyMap<EnrollmentId, Answer> {
  const members = household.members.map((enrollment) => ({
    enrollment,
    present: enrollment.EntryDate === household.start,
    own: isHead(enrollment) || isAdult(ageForRange(enrollment, range)) ? chronicAtStart(enrollment, project) : null,
  }));
  const deciders = members.filter(({ own, enrollment }) => own !== null && enrollment.EntryDate <= range.to);
  const there = deciders.filter(({ enrollment: { ExitDate } }) => ExitDate === null || ExitDate >= range.from);
  const qualified = there.some(({ own, present }) => own === 'yes' && present);
  const followed = headOf(there) ?? headOf(deciders) ?? there[0] ?? deciders[0];

  return new Map(
    members.map(({ enrollment, present, own }): [EnrollmentId, Answer] => {
      if (qualified && present) return [enrollment.EnrollmentID, 'yes'];
      return [enrollment.EnrollmentID, own ?? (followed?.own === 'yes' ? 'no' : (followed?.own ?? 'missing'))];
    }),
  );
}

function headOf<M extends { readonly enrollment: Enrollment }>(members: readonly M[]): M | undefined {
  return members.find(({ enrollment }) => isHead(enrollment));
}

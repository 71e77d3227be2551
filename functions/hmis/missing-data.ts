import { type CalendarDate, calendarDate } from '../../shared/dates.ts';
import { EARLIEST_DOB, isAdult, isChild } from './age.ts';
import type { AprAnnual } from './annual-assessment.ts';
import { isHomelessProject } from './chronic.ts';
import { isHead } from './household.ts';
import type { Enrollment, Project, QualityClass } from './records.ts';

/** A flaw of one element; the classes of HUD's data quality tables, of which the first that matches counts. */
export type Flaw = Exclude<QualityClass, 'ok' | 'undecidable'>;

export interface DataQualityFinding {
  /** The HMIS CSV field where there is one. */
  readonly element: string;
  readonly flaw: Flaw;
}

/** What is known of an enrollment when its data quality is judged for a range that ends on `to`. */
export interface DataQualityInput {
  readonly enrollment: Enrollment;
  readonly project: Pick<Project, 'ProjectType' | 'CoCCodes'>;
  /** For the range. */
  readonly age: number | null;
  readonly headship: 'one' | 'several' | 'none';
  readonly to: CalendarDate;
  /** The anniversary relevant on `to`; asked of stayers only. */
  readonly annual: AprAnnual;
  /** The enrollment's MoveInDate where it is no date. */
  readonly unusableMoveIn: CalendarDate | null;
}

type Judgement = Flaw | null;

const FLAW_WORDS: Readonly<Record<Flaw, string>> = {
  missing: 'missing',
  dontKnow: "don't know/prefers not",
  issue: 'data issue',
};

/** The day from which 3.917 asks what Q5 tests. */
const PRIOR_LIVING_SITUATION_SINCE = calendarDate('2016-10-01');
/** The types with a row in Q5: all but Other. */
const CHRONIC_PROJECT_TYPES: readonly (number | null)[] = [0, 1, 2, 3, 4, 6, 8, 9, 10, 11, 12, 13, 14];
const COC_CODE = /^[A-Z]{2}-\d{3}$/;

/** The MissingData cell's parts, `Element: class` in HUD's order. Never holds a value of a client, only the move-in date. */
export function missingData(input: DataQualityInput): string[] {
  const { unusableMoveIn } = input;
  return [
    ...dataQuality(input).map(({ element, flaw }) => `${element}: ${FLAW_WORDS[flaw]}`),
    ...(unusableMoveIn === null ? [] : [`MoveInDate not usable (${unusableMoveIn})`]),
  ];
}

/**
 * The flawed elements of one enrollment, in the order of HUD's tables Q2 to Q5. Where more than one class fits, "doesn't
 * know" comes before "missing" before "issue", the order of the tables' columns. [glossary, Data Quality Q2 to Q5]
 */
export function dataQuality(input: DataQualityInput): DataQualityFinding[] {
  return [...identity(input), ...universal(input), ...incomeAndHousing(input), ...chronicity(input)].flatMap(
    ([element, flaw]) => (flaw === null ? [] : [{ element, flaw }]),
  );
}

type Judged = readonly (readonly [element: string, judgement: Judgement])[];

/** Q2. */
function identity({ enrollment, age }: DataQualityInput): Judged {
  return [
    ['Name', flawOf(enrollment.NameQuality)],
    ['SSN', flawOf(enrollment.SSNQuality)],
    ['DOB', dob(enrollment, isHead(enrollment) || isAdult(age))],
    ['RaceEthnicity', raceEthnicity(enrollment)],
  ];
}

/** A birth date on or after EntryDate is possible for children alone: they may be born into the household. */
function dob(enrollment: Enrollment, isAdultOrHead: boolean): Judgement {
  const { DOB, DOBDataQuality, ClientDateCreated, EntryDate } = enrollment;
  if (DOB === null) return DOBDataQuality === 8 || DOBDataQuality === 9 ? 'dontKnow' : 'missing';
  const isFlawed =
    DOBDataQuality !== 1 ||
    DOB < EARLIEST_DOB ||
    (ClientDateCreated !== null && DOB > ClientDateCreated) ||
    (isAdultOrHead && DOB >= EntryDate);
  return isFlawed ? 'issue' : null;
}

function raceEthnicity({ Races, RaceNone }: Enrollment): Judgement {
  if (RaceNone === 8 || RaceNone === 9) return 'dontKnow';
  return Races.length === 0 ? 'missing' : null;
}

/** Q3. */
function universal({ enrollment, project, age, headship }: DataQualityInput): Judged {
  const { EntryDate, ExitDate, EntryOverlaps, DisablingCondition, DisabilityAtStart } = enrollment;
  const isReversed = ExitDate !== null && EntryDate > ExitDate;
  const isDenied = DisablingCondition === 0 && DisabilityAtStart;
  return [
    ['VeteranStatus', veteranStatus(enrollment, age)],
    ['EntryDate', EntryOverlaps || isReversed ? 'issue' : null],
    ['RelationshipToHoH', relationship(enrollment, headship)],
    ['EnrollmentCoC', isHead(enrollment) ? coc(enrollment, project) : null],
    ['DisablingCondition', isDenied ? 'issue' : unanswered(DisablingCondition)],
  ];
}

function veteranStatus({ VeteranStatus }: Enrollment, age: number | null): Judgement {
  if (isAdult(age)) return unanswered(VeteranStatus);
  return isChild(age) && VeteranStatus === 1 ? 'issue' : null;
}

function relationship({ RelationshipToHoH: code }: Enrollment, headship: DataQualityInput['headship']): Judgement {
  if (code === null || code === 99) return 'missing';
  return code < 1 || code > 5 || headship !== 'one' ? 'issue' : null;
}

/** Valid is a CoC of the project's; a project without any can only be asked for the form. */
function coc({ EnrollmentCoC }: Enrollment, { CoCCodes }: DataQualityInput['project']): Judgement {
  if (EnrollmentCoC === null) return 'missing';
  const isValid = COC_CODE.test(EnrollmentCoC) && (CoCCodes.length === 0 || CoCCodes.includes(EnrollmentCoC));
  return isValid ? null : 'issue';
}

/** Q4. Leavers are those exited by `to`, the others stayers. */
function incomeAndHousing({ enrollment, age, to, annual }: DataQualityInput): Judged {
  const { ExitDate, Destination, IncomeAtStart, IncomeAtExit } = enrollment;
  const isLeaver = ExitDate !== null && ExitDate <= to;
  const income = (quality: QualityClass | null) => flawOf(quality ?? 'missing');
  const atStart: Judged = [['IncomeFromAnySource at start', income(IncomeAtStart)]];
  const atAnnual: Judged = [['IncomeFromAnySource at annual assessment', income(annual.record?.quality ?? null)]];
  const atExit: Judged = [['IncomeFromAnySource at exit', income(IncomeAtExit)]];
  const destination: Judged = [['Destination', Destination === 30 ? 'missing' : unanswered(Destination)]];
  const isAsked = isHead(enrollment) || isAdult(age);
  return [
    ...(isLeaver ? destination : []),
    ...(isAsked ? atStart : []),
    ...(isAsked && !isLeaver && annual.status !== 'NotRequired' ? atAnnual : []),
    ...(isAsked && isLeaver ? atExit : []),
  ];
}

/** Q5. LengthOfStay is asked of whoever comes from an institution or from housing; a blank LivingSituation counts as such. */
function chronicity({ enrollment, project, age }: DataQualityInput): Judged {
  const isAsked = isHead(enrollment) || isAdult(age);
  if (!isAsked || enrollment.EntryDate < PRIOR_LIVING_SITUATION_SINCE) return [];
  if (!CHRONIC_PROJECT_TYPES.includes(project.ProjectType)) return [];
  const fromHomeless = isHomelessProject(project.ProjectType) || isIn(enrollment.LivingSituation, 100, 199);
  const { LengthOfStay, DateToStreetESSH, TimesHomelessPastThreeYears, MonthsHomelessPastThreeYears } = enrollment;
  const episode: Judged = [
    ['DateToStreetESSH', DateToStreetESSH === null ? 'missing' : null],
    ['TimesHomelessPastThreeYears', unanswered(TimesHomelessPastThreeYears)],
    ['MonthsHomelessPastThreeYears', unanswered(MonthsHomelessPastThreeYears)],
  ];
  return [
    ['LengthOfStay', fromHomeless || isOffList(enrollment) ? null : unanswered(LengthOfStay)],
    ...(fromHomeless || brokeHomelessness(enrollment) ? episode : []),
  ];
}

/** Came off the street for a stay too short to end being homeless: under 90 days in an institution, under 7 elsewhere. */
function brokeHomelessness(enrollment: Enrollment): boolean {
  const { LivingSituation, LengthOfStay, PreviousStreetESSH } = enrollment;
  if (PreviousStreetESSH !== 1 || LengthOfStay === null || isOffList(enrollment)) return false;
  return (isIn(LivingSituation, 200, 299) ? [10, 11, 2, 3] : [10, 11]).includes(LengthOfStay);
}

function isOffList({ LivingSituation }: Enrollment): boolean {
  return LivingSituation !== null && !isIn(LivingSituation, 0, 499);
}

function isIn(code: number | null, first: number, last: number): boolean {
  return code !== null && code >= first && code <= last;
}

/** Of a list with 8, 9 and 99. */
function unanswered(code: number | null): Judgement {
  if (code === 8 || code === 9) return 'dontKnow';
  return code === null || code === 99 ? 'missing' : null;
}

/** What a hash hides is no flaw that anybody could mend. */
function flawOf(quality: QualityClass): Judgement {
  return quality === 'ok' || quality === 'undecidable' ? null : quality;
}

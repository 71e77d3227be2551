import type { QualityFlaw } from '../../../shared/data-quality/elements.ts';
import type { CalendarDate, DateRange } from '../../../shared/dates.ts';
import type { AprClient } from '../apr/apr-client.ts';
import { ELEMENT_ROWS } from '../apr/element-rows.ts';
import type { JudgedElement } from '../apr/judged-element.ts';
import { Q5A_ROWS, q5aFacts } from '../apr/q5a.ts';
import { q6a } from '../apr/q6a.ts';
import { q6b } from '../apr/q6b.ts';
import { INCOME_AT, q6c } from '../apr/q6c.ts';
import { isFromInstitution, q6d } from '../apr/q6d.ts';
import { q6f } from '../apr/q6f.ts';
import { timedRecords } from '../entry-timing.ts';
import type { Enrollment } from '../records.ts';
import { openMember, ownMoveIn } from './own-checks.ts';
import { enteredBeforeProblem, headLeftProblem, inactiveProblem, moveInProblem, problemOf } from './problem.ts';

export interface Finding {
  readonly flaw: QualityFlaw;
  /** In words; never holds a client's name, SSN or birth date. */
  readonly problem: string;
  /** Of the record that is flawed. */
  readonly date: CalendarDate;
}

/** One of `QUALITY_ELEMENTS` as it stands with one stay. */
export interface CheckedElement {
  readonly key: string;
  /** The stay is one of those that the element's share is of; HUD's shares are not always of who can have the flaw. */
  readonly isCounted: boolean;
  readonly finding: Finding | null;
  /** HUD counts the finding, but the export may not hold what it goes by. */
  readonly isDoubtful?: true;
}

/** All that is checked of a stay but its activity: HUD's Q6a to Q6d, entry before the event (Q6e), our own checks. */
export function checkedElements(client: AprClient, range: DateRange): CheckedElement[] {
  return [
    ...tableElements(client, range),
    ...chronicElements(client, range),
    ...timing(client, range),
    ...own(client, range),
  ];
}

/** Q6f: nothing where the stay is not one that HUD looks at there. */
export function checkedActivity(client: AprClient, range: DateRange): CheckedElement[] {
  const record = q6f(client, range);
  if (record === null) return [];
  const { element, isInactive } = record;
  const { EntryDate, Activities } = client.enrollment;
  const kind = element === 'Contact' ? 'contact' : 'bedNight';
  const last = Activities.findLast(({ kind: of, date }) => of === kind && date >= EntryDate && date <= range.to);
  const problem = inactiveProblem(element, range.to);
  const finding: Finding = { flaw: 'issue', problem, date: last?.date ?? EntryDate };
  return [{ key: element, isCounted: true, finding: isInactive ? finding : null }];
}

function tableElements(client: AprClient, range: DateRange): CheckedElement[] {
  const facts = q5aFacts(client, range);
  const input = { ...client, to: range.to };
  const judged = new Map([...q6a(input), ...q6b(input), ...q6c(input)].map((one) => [one.element, one]));
  return Object.values(ELEMENT_ROWS)
    .flat()
    .map(({ element, of }) => ({
      key: element,
      isCounted: Q5A_ROWS.some(({ row, counts }) => of.includes(row) && counts(facts)),
      finding: findingOf(judged.get(element), client),
    }));
}

function chronicElements(client: AprClient, range: DateRange): CheckedElement[] {
  const length = isFromInstitution(client.enrollment) ? 'LengthOfStay in institution' : 'LengthOfStay in housing';
  const judged = q6d({ ...client, to: range.to }).map((one) => ({
    key: one.element === 'LengthOfStay' ? length : one.element,
    finding: findingOf(one, client),
  }));
  if (judged.length === 0) return [];
  return CHRONIC_KEYS.map((key) => ({
    key,
    isCounted: true,
    finding: judged.find((one) => one.key === key)?.finding ?? null,
  }));
}

const CHRONIC_KEYS = [
  'LengthOfStay in institution',
  'LengthOfStay in housing',
  'DateToStreetESSH',
  'TimesHomelessPastThreeYears',
  'MonthsHomelessPastThreeYears',
];

function findingOf(judged: JudgedElement | undefined, client: AprClient): Finding | null {
  if (judged === undefined || judged.quality === 'ok' || judged.quality === 'undecidable') return null;
  return { flaw: judged.quality, problem: problemOf(judged), date: recordDate(judged.element, client) };
}

/** Of the exit, of the annual assessment or, where there is none, the anniversary; else of the project start. */
function recordDate(element: string, { enrollment, annual }: AprClient): CalendarDate {
  const { EntryDate, ExitDate } = enrollment;
  if (element === 'Destination' || element === INCOME_AT.exit) return ExitDate ?? EntryDate;
  if (element === INCOME_AT.annual) return annual.record?.InformationDate ?? annual.anniversary ?? EntryDate;
  return EntryDate;
}

/**
 * Q6e's first band. Many exports write the day on which the enrollment was entered into the exit's DateCreated, which is
 * then no sign of when the exit was.
 */
function timing({ enrollment }: AprClient, range: DateRange): CheckedElement[] {
  return timedRecords(enrollment, range, ['starts', 'exits']).flatMap(({ type, EventDate, DateCreated, days }) => {
    if (days === null) return [];
    const isExit = type === 'exits';
    const problem = enteredBeforeProblem(isExit ? 'exit' : 'start', DateCreated);
    return {
      key: `${isExit ? 'Exit' : 'Start'} entered before it happened`,
      isCounted: true,
      finding: days < 0 ? { flaw: 'issue' as const, problem, date: EventDate } : null,
      ...(isExit && days < 0 && DateCreated === enrollment.DateCreated ? { isDoubtful: true as const } : {}),
    };
  });
}

function own({ enrollment, household, project }: AprClient, { to }: DateRange): CheckedElement[] {
  const member = openMember(enrollment, household, to);
  const moveIn = ownMoveIn(enrollment, household, project);
  return [
    ...(member === null ? [] : [ours('Open after the head left', leftOpen(member.headLeft))]),
    ...(moveIn === null ? [] : [ours('MoveInDate', misplaced(moveIn, enrollment))]),
  ];
}

function ours(key: string, finding: Finding | null): CheckedElement {
  return { key, isCounted: true, finding };
}

function leftOpen(headLeft: CalendarDate | null): Finding | null {
  return headLeft === null ? null : { flaw: 'issue', problem: headLeftProblem(headLeft), date: headLeft };
}

function misplaced({ date, is }: NonNullable<ReturnType<typeof ownMoveIn>>, { EntryDate }: Enrollment): Finding | null {
  return is === 'inStay' ? null : { flaw: 'issue', problem: moveInProblem(date, is), date: EntryDate };
}

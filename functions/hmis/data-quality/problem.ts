import { addDays, type CalendarDate } from '../../../shared/dates.ts';
import { EARLIEST_DOB } from '../age.ts';
import { WINDOW_DAYS } from '../annual-assessment.ts';
import type { IssueCause, JudgedElement } from '../apr/judged-element.ts';
import { INCOME_AT } from '../apr/q6c.ts';
import { INACTIVE_DAYS } from '../apr/q6f.ts';

/** What is wrong, for whoever mends it. No sentence holds a name, an SSN or a birth date. */

const CAUSES: Readonly<Record<IssueCause, string>> = {
  dobQuality: 'There is a birth date, but its data quality does not say “full”',
  dobBeforeEarliest: `Before ${EARLIEST_DOB}: a default of the HMIS, no birth date`,
  dobAfterClientCreated: 'After the day on which the client was created in the HMIS',
  dobNotBeforeEntry: 'On or after the project start, of an adult or head of household',
  childVeteran: 'A child is recorded as a veteran',
  entryOverlaps: 'Overlaps an earlier stay of the same person in this project',
  exitBeforeEntry: 'The project exit is before the project start',
  unknownRelationship: "Not one of HUD's answers",
  noHead: 'The household has no head of household',
  severalHeads: 'The household has more than one head of household',
  notACoC: 'Not a CoC code (two letters, hyphen, three digits)',
  notTheProjectsCoC: "Not one of the project's CoCs",
  disabilityRecorded: 'Says no, but a disability is recorded at project start',
};

/** Where the kind of value alone would not help. */
const OF_ELEMENT: Readonly<Record<string, string>> = {
  'Name Partial': 'Partial, street or code name',
  'DOB Partial': 'Approximate or partial',
  'SSN Invalid':
    'Cannot be an SSN: the last four digits are missing or 0000, it begins with 000, 666 or 9, its middle is 00, or all digits are the same or in sequence',
  'Destination Answered': 'No exit interview completed',
  [`${INCOME_AT.start} Invalid`]: 'Income from any source and the sources disagree: yes without one, or no with one',
  [`${INCOME_AT.annual} Invalid`]: 'Income from any source and the sources disagree: yes without one, or no with one',
  [`${INCOME_AT.exit} Invalid`]: 'Income from any source and the sources disagree: yes without one, or no with one',
  [`${INCOME_AT.start} No record`]: 'No income record dated on the day of the project start',
  [`${INCOME_AT.annual} No record`]: `No annual assessment within ${WINDOW_DAYS} days of the anniversary`,
  [`${INCOME_AT.exit} No record`]: 'No income record dated on the day of the project exit',
};

/** Of a flawed element of Q6a to Q6d; all rules it breaks, joined by `; `. */
export function problemOf({ element, value, causes = [] }: JudgedElement): string {
  if (causes.length > 0) return causes.map((cause) => CAUSES[cause]).join('; ');
  return OF_ELEMENT[`${element} ${value}`] ?? value;
}

export function enteredBeforeProblem(what: 'start' | 'exit', created: CalendarDate | null): string {
  return `The project ${what} was entered on ${created}, before it happened`;
}

export function inactiveProblem(element: 'Contact' | 'Bed Night', to: CalendarDate): string {
  return `Still open, with no ${element.toLowerCase()} from ${addDays(to, -INACTIVE_DAYS)} to ${to}`;
}

export function headLeftProblem(on: CalendarDate): string {
  return `Still open, but the head of household left on ${on}`;
}

export function moveInProblem(date: CalendarDate, is: 'beforeEntry' | 'afterExit'): string {
  return `Move-in date ${date} is ${is === 'beforeEntry' ? 'before the project start' : 'after the project exit'}`;
}

import type { Random } from './random.ts';
import { chance, int, pick } from './random.ts';

/**
 * Names that nobody has. First and last names are put together from words for "made up", so that a reader sees at once
 * that the person does not exist.
 */
const FIRST = ['Testi', 'Sampli', 'Demo', 'Mocki', 'Fixtu', 'Speci', 'Pretendi', 'Quizzi', 'Dummi', 'Nulli', 'Placi'];
const FIRST_END = ['na', 'bert', 'wyn', 'lette', 'rix', 'mond', 'bella', 'zo', 'thea', 'ville', 'nak', 'dor', 'plum'];
const LAST = ['Test', 'Sample', 'Demo', 'Fiction', 'Example', 'Fixture', 'Dummy', 'Pretend', 'Placeholder', 'Specimen'];
const LAST_END = ['well', 'ton', 'ford', 'by', 'worth', 'field', 'stead', 'wick', 'moor', 'gate', 'brook', 'hollow'];

export function firstName(random: Random): string {
  return pick(random, FIRST) + pick(random, FIRST_END);
}

export function lastName(random: Random): string {
  return pick(random, LAST) + pick(random, LAST_END);
}

/**
 * First and last names that spreadsheets, CSV readers and pages trip over; each is one client's of every sample. All can
 * stand in an HMIS CSV, which forbids only the characters < > [ ] { }.
 */
export const HOSTILE_NAMES: readonly (readonly [FirstName: string, LastName: string])[] = [
  ['=HYPERLINK("http://x")', 'Testwell'],
  ['+1', '-2'],
  ['@SUM(A1)', "=cmd|' /C calc'!A0"],
  ['\tLeadingtab', ' Leadingspace'],
  ['007', '1e5'],
  ['TRUE', 'NULL'],
  ['May 3', '3/4'],
  ['Sampli "Quotes" na', "O'Samplequote"],
  ['Demo, Comma', 'Testwell, Jr.'],
  ['Newline\nTestina', 'Carriage\r\nReturnby'],
  ['Тестина', 'Примерова'],
  ['試験子', '見本山'],
  ['تجريبية', 'المثال'],
  ['Z͑a͒l͓g͔o', 'Ñoñefixtüre'],
  ['🧪👩‍👩‍👧', 'Sample🏠ton'],
  ['__proto__', 'constructor'],
  ['#REF!', '%s%n'],
];

/** Nine digits of an area no Social Security number was ever issued in: 000, 666 and 900 to 999. */
export function neverIssuedSsn(random: Random): string {
  const area = chance(random, 0.04) ? pick(random, ['000', '666']) : String(int(random, 900, 999));
  return area + String(int(random, 1, 99)).padStart(2, '0') + lastFour(random);
}

/** As most exports have it now: only the last four are asked for. */
export function lastFourSsn(random: Random): string {
  return `xxxxx${lastFour(random)}`;
}

function lastFour(random: Random): string {
  return String(int(random, 1, 9999)).padStart(4, '0');
}

/** 555-0100 to 555-0199 are kept for fiction. */
export function phone(random: Random): string {
  return `21455501${String(int(random, 0, 99)).padStart(2, '0')}`;
}

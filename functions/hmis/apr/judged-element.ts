import type { CalendarDate } from '../../../shared/dates.ts';
import type { AprAnnual } from '../annual-assessment.ts';
import type { Enrollment, Project, QualityClass } from '../records.ts';

/** What is known of a stay when its data quality is judged for a range that ends on `to`. */
export interface QualityInput {
  readonly enrollment: Enrollment;
  readonly project: Pick<Project, 'ProjectType' | 'CoCCodes'>;
  /** For the range. */
  readonly age: number | null;
  readonly headship: 'one' | 'several' | 'none';
  readonly to: CalendarDate;
  /** The anniversary relevant on `to`; asked of stayers only. */
  readonly annual: AprAnnual;
}

/** What stands in the record for an element, by its kind: never the value itself. */
export type ValueClass =
  | 'Answered'
  | 'Blank'
  | "Client doesn't know"
  | 'Client prefers not to answer'
  | 'Data not collected'
  | "Client doesn't know or prefers not to answer"
  | 'Blank or not collected'
  | 'Partial'
  | 'Invalid'
  | 'Hashed'
  | 'No record';

/** Which rule makes a value a data issue, where the element has more than one rule or the class alone does not say it. */
export type IssueCause =
  | 'dobQuality'
  | 'dobBeforeEarliest'
  | 'dobAfterClientCreated'
  | 'dobNotBeforeEntry'
  | 'childVeteran'
  | 'entryOverlaps'
  | 'exitBeforeEntry'
  | 'unknownRelationship'
  | 'noHead'
  | 'severalHeads'
  | 'notACoC'
  | 'notTheProjectsCoC'
  | 'disabilityRecorded';

/** One element that a table of the APR asks of a stay, and how good it is: the first class that applies. */
export interface JudgedElement {
  /** The HMIS CSV field where there is one. */
  readonly element: string;
  readonly quality: QualityClass;
  readonly value: ValueClass;
  /** Of a data issue: every rule that it breaks, where there is one to name. */
  readonly causes?: readonly IssueCause[];
}

/** An element of a list with 8, 9 and 99: blank is missing like 99 [glossary, Missing Data]. */
export function codedElement(element: string, code: number | null): JudgedElement {
  return { element, quality: codeQuality(code), value: codeClass(code) };
}

/** The rules that are broken, in the order given. */
export function causesOf(broken: Readonly<Partial<Record<IssueCause, boolean>>>): readonly IssueCause[] {
  const causes = Object.keys(broken) as IssueCause[];
  // Asked several times of every row, and hardly ever is a rule broken.
  return causes.some((cause) => broken[cause]) ? causes.filter((cause) => broken[cause]) : NO_CAUSES;
}

const NO_CAUSES: readonly IssueCause[] = [];

/** The element as a data issue where it breaks any rule, else as it is. */
export function withIssues(judged: JudgedElement, causes: readonly IssueCause[]): JudgedElement {
  return causes.length === 0 ? judged : { ...judged, quality: 'issue', causes };
}

function codeQuality(code: number | null): QualityClass {
  if (code === 8 || code === 9) return 'dontKnow';
  return code === null || code === 99 ? 'missing' : 'ok';
}

function codeClass(code: number | null): ValueClass {
  switch (code) {
    case null:
      return 'Blank';
    case 8:
      return "Client doesn't know";
    case 9:
      return 'Client prefers not to answer';
    case 99:
      return 'Data not collected';
    default:
      return 'Answered';
  }
}

/**
 * An element whose quality the importer judged, before names were sealed or records of one enrollment put together;
 * null where the record is absent altogether [glossary, Missing Data]. `issue` says what a flawed value is.
 */
export function importedElement(element: string, quality: QualityClass | null, issue: ValueClass): JudgedElement {
  const classes: Readonly<Record<QualityClass, ValueClass>> = {
    ok: 'Answered',
    dontKnow: "Client doesn't know or prefers not to answer",
    missing: 'Blank or not collected',
    issue,
    undecidable: 'Hashed',
  };
  return quality === null
    ? { element, quality: 'missing', value: 'No record' }
    : { element, quality, value: classes[quality] };
}

export function isFlawed({ quality }: JudgedElement): boolean {
  return quality !== 'ok' && quality !== 'undecidable';
}

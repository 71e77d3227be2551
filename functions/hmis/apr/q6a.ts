import { EARLIEST_DOB, isAdult } from '../age.ts';
import { isHead } from '../household.ts';
import type { Enrollment, QualityClass } from '../records.ts';
import {
  causesOf,
  codedElement,
  importedElement,
  type JudgedElement,
  type QualityInput,
  type ValueClass,
  withIssues,
} from './judged-element.ts';

/**
 * Q6a, Personally Identifiable Information: name, SSN, birth date, race and ethnicity of every client. An SSN or name
 * that is a hash is `undecidable` and no flaw. [APR, Q6a; glossary, Data Quality Q2]
 */
export function q6a({ enrollment, age }: QualityInput): JudgedElement[] {
  return [
    importedElement('Name', enrollment.NameQuality, 'Partial'),
    importedElement('SSN', enrollment.SSNQuality, 'Invalid'),
    dob(enrollment, isHead(enrollment) || isAdult(age)),
    raceEthnicity(enrollment),
  ];
}

/** A birth date on or after EntryDate is possible for children alone: they may be born into the household. */
function dob(enrollment: Enrollment, isAdultOrHead: boolean): JudgedElement {
  const { DOB, DOBDataQuality, ClientDateCreated, EntryDate } = enrollment;
  const of = (quality: QualityClass, value: ValueClass): JudgedElement => ({ element: 'DOB', quality, value });
  if (DOB === null) {
    const { quality, value } = codedElement('DOB', DOBDataQuality);
    return quality === 'dontKnow' ? of(quality, value) : of('missing', 'Blank');
  }
  if (DOBDataQuality === 2) return of('issue', 'Partial');
  const causes = causesOf({
    dobQuality: DOBDataQuality !== 1,
    dobBeforeEarliest: DOB < EARLIEST_DOB,
    dobAfterClientCreated: ClientDateCreated !== null && DOB > ClientDateCreated,
    dobNotBeforeEntry: isAdultOrHead && DOB >= EntryDate,
  });
  return withIssues(of('ok', causes.length === 0 ? 'Answered' : 'Invalid'), causes);
}

function raceEthnicity({ Races, RaceNone }: Enrollment): JudgedElement {
  const none = codedElement('RaceEthnicity', RaceNone);
  if (none.quality === 'dontKnow') return none;
  if (Races.length > 0) return { element: 'RaceEthnicity', quality: 'ok', value: 'Answered' };
  return { ...none, quality: 'missing', value: none.value === 'Answered' ? 'Blank' : none.value };
}

import { isAdult, isChild } from '../age.ts';
import { isHead } from '../household.ts';
import type { Enrollment } from '../records.ts';
import { codedElement, type JudgedElement, type QualityInput } from './judged-element.ts';

const COC_CODE = /^[A-Z]{2}-\d{3}$/;

/**
 * Q6b, Universal Data Elements: veteran status of adults and children, start date, relationship to the head and disabling
 * condition of everyone, the CoC of heads. [APR, Q6b; glossary, Data Quality Q3]
 */
export function q6b({ enrollment, project, age, headship }: QualityInput): JudgedElement[] {
  const { EntryDate, ExitDate, EntryOverlaps, DisablingCondition, DisabilityAtStart } = enrollment;
  const isReversed = ExitDate !== null && EntryDate > ExitDate;
  const isDenied = DisablingCondition === 0 && DisabilityAtStart;
  return [
    ...veteranStatus(enrollment, age),
    { element: 'EntryDate', quality: EntryOverlaps || isReversed ? 'issue' : 'ok', value: 'Answered' },
    relationship(enrollment, headship),
    ...(isHead(enrollment) ? [coc(enrollment, project)] : []),
    codedElement('DisablingCondition', DisablingCondition, isDenied),
  ];
}

/** Of a child only a yes can be wrong; somebody of unknown age is not asked. */
function veteranStatus({ VeteranStatus }: Enrollment, age: number | null): JudgedElement[] {
  const own = codedElement('VeteranStatus', VeteranStatus);
  if (isAdult(age)) return [own];
  return isChild(age) ? [{ ...own, quality: VeteranStatus === 1 ? 'issue' : 'ok' }] : [];
}

function relationship({ RelationshipToHoH: code }: Enrollment, headship: QualityInput['headship']): JudgedElement {
  const { quality, value } = codedElement('RelationshipToHoH', code);
  const element = 'RelationshipToHoH';
  if (quality === 'missing') return { element, quality, value };
  const isIssue = code === null || code < 1 || code > 5 || headship !== 'one';
  return { element, quality: isIssue ? 'issue' : 'ok', value: 'Answered' };
}

/** Valid is a CoC of the project's; a project without any can only be asked for the form. */
function coc({ EnrollmentCoC }: Enrollment, { CoCCodes }: QualityInput['project']): JudgedElement {
  if (EnrollmentCoC === null) return { element: 'EnrollmentCoC', quality: 'missing', value: 'Blank' };
  const isValid = COC_CODE.test(EnrollmentCoC) && (CoCCodes.length === 0 || CoCCodes.includes(EnrollmentCoC));
  return { element: 'EnrollmentCoC', quality: isValid ? 'ok' : 'issue', value: isValid ? 'Answered' : 'Invalid' };
}

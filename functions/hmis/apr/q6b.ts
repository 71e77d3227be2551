import { isAdult, isChild } from '../age.ts';
import { isHead } from '../household.ts';
import type { Enrollment } from '../records.ts';
import { causesOf, codedElement, type JudgedElement, type QualityInput, withIssues } from './judged-element.ts';

const COC_CODE = /^[A-Z]{2}-\d{3}$/;

/**
 * Q6b, Universal Data Elements: veteran status of adults and children, start date, relationship to the head and disabling
 * condition of everyone, the CoC of heads. [APR, Q6b; glossary, Data Quality Q3]
 */
export function q6b({ enrollment, project, age, headship }: QualityInput): JudgedElement[] {
  const { EntryDate, ExitDate, EntryOverlaps, DisablingCondition, DisabilityAtStart } = enrollment;
  const entryIssues = causesOf({
    entryOverlaps: EntryOverlaps,
    exitBeforeEntry: ExitDate !== null && EntryDate > ExitDate,
  });
  const disabilityIssues = causesOf({ disabilityRecorded: DisablingCondition === 0 && DisabilityAtStart });
  return [
    ...veteranStatus(enrollment, age),
    withIssues({ element: 'EntryDate', quality: 'ok', value: 'Answered' }, entryIssues),
    relationship(enrollment, headship),
    ...(isHead(enrollment) ? [coc(enrollment, project)] : []),
    withIssues(codedElement('DisablingCondition', DisablingCondition), disabilityIssues),
  ];
}

/** Of a child only a yes can be wrong; somebody of unknown age is not asked. */
function veteranStatus({ VeteranStatus }: Enrollment, age: number | null): JudgedElement[] {
  const own = codedElement('VeteranStatus', VeteranStatus);
  if (isAdult(age)) return [own];
  return isChild(age) ? [withIssues({ ...own, quality: 'ok' }, causesOf({ childVeteran: VeteranStatus === 1 }))] : [];
}

function relationship({ RelationshipToHoH: code }: Enrollment, headship: QualityInput['headship']): JudgedElement {
  const { quality, value } = codedElement('RelationshipToHoH', code);
  const element = 'RelationshipToHoH';
  if (quality === 'missing') return { element, quality, value };
  const causes = causesOf({
    unknownRelationship: code === null || code < 1 || code > 5,
    noHead: headship === 'none',
    severalHeads: headship === 'several',
  });
  return withIssues({ element, quality: 'ok', value: 'Answered' }, causes);
}

/** Valid is a CoC of the project's; a project without any can only be asked for the form. */
function coc({ EnrollmentCoC }: Enrollment, { CoCCodes }: QualityInput['project']): JudgedElement {
  if (EnrollmentCoC === null) return { element: 'EnrollmentCoC', quality: 'missing', value: 'Blank' };
  const isCode = COC_CODE.test(EnrollmentCoC);
  const isTheProjects = CoCCodes.length === 0 || CoCCodes.includes(EnrollmentCoC);
  const causes = causesOf({ notACoC: !isCode, notTheProjectsCoC: isCode && !isTheProjects });
  const value = causes.length === 0 ? 'Answered' : 'Invalid';
  return withIssues({ element: 'EnrollmentCoC', quality: 'ok', value }, causes);
}

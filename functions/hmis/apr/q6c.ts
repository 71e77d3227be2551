import { isAdult } from '../age.ts';
import { isHead } from '../household.ts';
import { codedElement, importedElement, type JudgedElement, type QualityInput } from './judged-element.ts';

/** What Q6c calls income at its three points. */
export const INCOME_AT = {
  start: 'IncomeFromAnySource at start',
  annual: 'IncomeFromAnySource at annual assessment',
  exit: 'IncomeFromAnySource at exit',
} as const;

/**
 * Q6c, Income and Housing: the destination of leavers; the income of adults and heads at start, of stayers at a required
 * annual assessment, of leavers at exit. Leavers are those exited by `to`. A destination of 30, no exit interview
 * completed, is missing. [APR, Q6c; glossary, Data Quality Q4]
 */
export function q6c({ enrollment, age, to, annual }: QualityInput): JudgedElement[] {
  const { ExitDate, Destination, IncomeAtStart, IncomeAtExit } = enrollment;
  const isLeaver = ExitDate !== null && ExitDate <= to;
  const destination = codedElement('Destination', Destination);
  const income = (at: keyof typeof INCOME_AT, quality: typeof IncomeAtStart) =>
    importedElement(INCOME_AT[at], quality, 'Invalid');
  const isAsked = isHead(enrollment) || isAdult(age);
  return [
    ...(isLeaver ? [Destination === 30 ? { ...destination, quality: 'missing' as const } : destination] : []),
    ...(isAsked ? [income('start', IncomeAtStart)] : []),
    ...(isAsked && !isLeaver && annual.status !== 'NotRequired'
      ? [income('annual', annual.record?.quality ?? null)]
      : []),
    ...(isAsked && isLeaver ? [income('exit', IncomeAtExit)] : []),
  ];
}

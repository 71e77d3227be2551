import type { TimingParams } from './parameters.ts';

/** What can be timed, as rows and summary call it; the first two are HUD's [glossary, Data Quality Q6]. */
export const RECORD_TYPES = {
  starts: 'Project start',
  exits: 'Project exit',
  annualAssessments: 'Annual assessment',
  currentLivingSituations: 'Current living situation',
  bedNights: 'Bed night',
} as const;

export type RecordType = keyof typeof RECORD_TYPES;

/** The types that a run times, in the order of `RECORD_TYPES`. */
export function timedTypes({ type, recordTypes }: Pick<TimingParams, 'type' | 'recordTypes'>): RecordType[] {
  const asked: Readonly<Record<RecordType, boolean>> = {
    starts: type !== 'exits',
    exits: type !== 'starts',
    annualAssessments: recordTypes.includes('annualAssessments'),
    currentLivingSituations: recordTypes.includes('currentLivingSituations'),
    bedNights: recordTypes.includes('bedNights'),
  };
  return (Object.keys(RECORD_TYPES) as RecordType[]).filter((one) => asked[one]);
}

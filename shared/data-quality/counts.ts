import { countIn, type ProjectTotals } from '../project-totals.ts';
import type { TallyCounter } from '../tally.ts';
import type { QualityFlaw } from './elements.ts';

/** What a run counts of an element in a project: those its share is of, and the flaws by class. */

type Counted = 'records' | QualityFlaw;

export function countQuality(tally: TallyCounter, projectId: string, key: string, what: Counted): void {
  countIn(tally, `${key}/${what}`, projectId);
}

/** In all the projects given. */
export function qualityCount(projects: readonly ProjectTotals[], key: string, what: Counted): number {
  return projects.reduce((sum, { count }) => sum + count(`${key}/${what}`), 0);
}

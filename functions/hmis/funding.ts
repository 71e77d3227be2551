import type { DateRange } from '../../shared/dates.ts';
import { joinLabels, type Label, label } from './labels.ts';
import { FUNDING_SOURCE } from './lists/project.ts';
import type { FunderFacts, Project } from './records.ts';

/** Funders that rules ask for, by HUD's code [CSV, 2.06.1]. */
export const FUNDER = { path: 21, payForSuccess: 35, caseManagementHousingRetention: 45 } as const;

/** Funder rows whose StartDate..EndDate overlaps the range, both ends included; a blank end is open. */
export function fundersIn(project: Pick<Project, 'Funders'>, range: DateRange): FunderFacts[] {
  return project.Funders.filter(
    ({ StartDate, EndDate }) =>
      (StartDate === null || StartDate <= range.to) && (EndDate === null || EndDate >= range.from),
  );
}

export function hasFunder(funders: readonly FunderFacts[], code: number): boolean {
  return funders.some(({ Funder }) => Funder === code);
}

/** HUD's codes of the project's funding sources in the range, each once, ascending. */
export function fundingSourceCodes(project: Pick<Project, 'Funders'>, range: DateRange): number[] {
  return [...new Set(fundersIn(project, range).map(({ Funder }) => Funder))].sort((a, b) => a - b);
}

/** The funding sources in the range by HUD's labels, joined by `; `; blank where there is none. */
export function fundingSources(project: Pick<Project, 'Funders'>, range: DateRange): Label {
  return joinLabels(fundingSourceCodes(project, range).map((code) => label(FUNDING_SOURCE, code)));
}

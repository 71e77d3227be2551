import { compareNames } from '../format.ts';
import { WORDS } from '../words.ts';

/** The lists that people come for every month, in the order of the week they do them in. */
const MAIN = [
  'active-clients',
  'annual-assessments',
  'data-quality',
  'data-entry-timing',
  'housing-status',
  'pit-night',
];

interface Titled {
  readonly id: string;
  readonly title: string;
}

export interface ReportGroup {
  readonly label: string;
  /** Ids and titles. */
  readonly options: readonly (readonly [id: string, title: string])[];
}

/** Reports for the choice of one: the main lists first, the others after them by their titles; no group is empty. */
export function reportGroups(reports: readonly Titled[]): readonly ReportGroup[] {
  const main = MAIN.flatMap((id) => reports.find((report) => report.id === id) ?? []);
  const others = reports.filter(({ id }) => !MAIN.includes(id)).toSorted((a, b) => compareNames(a.title, b.title));
  return [
    { label: WORDS.form.mainLists, options: main.map(({ id, title }) => [id, title] as const) },
    { label: WORDS.form.otherLists, options: others.map(({ id, title }) => [id, title] as const) },
  ].filter(({ options }) => options.length > 0);
}

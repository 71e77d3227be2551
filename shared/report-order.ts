/** The lists that people come for every week or month, in the order they work through them. */
const MAIN = [
  'active-clients',
  'annual-assessments',
  'data-quality',
  'data-entry-timing',
  'housing-status',
  'pit-night',
];

/** Reports as they are offered: the main lists first, the others after them by their titles. */
export function inReportOrder<T extends { readonly id: string; readonly title: string }>(reports: readonly T[]): T[] {
  const place = ({ id }: T) => (MAIN.includes(id) ? MAIN.indexOf(id) : MAIN.length);
  return reports.toSorted((a, b) => place(a) - place(b) || a.title.localeCompare(b.title, 'en-US'));
}

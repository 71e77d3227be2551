import type { AnswerColumn } from '../../../shared/column.ts';
import type { RegistryEntry, WrittenColumn } from '../registry.ts';

/** What a place of the table holds after a refresh. */
export type ColumnPlan =
  /** `index`: the column among those answered. */
  | { readonly kind: 'report'; readonly index: number; readonly key: string; readonly header: string }
  /** A column that the report had and has no more: it stays, for formulas may point at it, and is empty. */
  | { readonly kind: 'ended'; readonly key: string; readonly header: string }
  | { readonly kind: 'own'; readonly header: string };

/** The place of a column that is not in the table. */
export const DELETED = -1;

export type Matched =
  /** `deleted`: columns of the report that the user took out. */
  | { readonly ok: true; readonly places: readonly ColumnPlan[]; readonly deleted: readonly WrittenColumn[] }
  | { readonly ok: false; readonly code: 'KeyGone' | 'HeaderChanged'; readonly header: string; readonly place: number };

/**
 * Finds the report's columns in a table by their headers, wherever they were moved; every other column is the user's own.
 * What the report has and the table never had goes to the right end; a column that the user deleted stays deleted. A
 * header that somebody wrote over is told apart from that by the table's width and its place, which another header has
 * taken: such a column would otherwise pass for notes of the user's, and be kept with old data in it.
 */
export function matchColumns(
  headers: readonly string[],
  { columns: written, width }: Pick<RegistryEntry, 'columns' | 'width'>,
  answered: readonly AnswerColumn[],
  key: readonly string[],
): Matched {
  const lower = headers.map((header) => header.toLowerCase());
  const taken = new Map<number, ColumnPlan>();
  const find = (header: string | undefined) => {
    const place = header === undefined ? -1 : lower.indexOf(header.toLowerCase());
    return place >= 0 && !taken.has(place) ? place : -1;
  };
  const missing: WrittenColumn[] = [];
  const added: ColumnPlan[] = [];
  answered.forEach((column, index) => {
    const before = written.find((each) => each.key === column.key);
    const plan: ColumnPlan = { kind: 'report', index, key: column.key, header: column.header };
    const asWritten = find(before?.header);
    const place = asWritten >= 0 ? asWritten : find(column.header);
    if (place >= 0) taken.set(place, plan);
    else if (before) missing.push(before);
    else added.push(plan);
  });
  for (const { key: gone, header } of written) {
    if (answered.some((column) => column.key === gone)) continue;
    const place = find(header);
    if (place >= 0) taken.set(place, { kind: 'ended', key: gone, header });
  }
  const keyGone = missing.find((column) => key.includes(column.key));
  if (keyGone) return { ok: false, code: 'KeyGone', header: keyGone.header, place: keyGone.place };
  const lost = missing.filter(({ place }) => place !== DELETED);
  const changed =
    lost.length > width - headers.length && lost.find(({ place }) => place < headers.length && !taken.has(place));
  if (changed) return { ok: false, code: 'HeaderChanged', header: changed.header, place: changed.place };
  const places = headers.map((header, place): ColumnPlan => taken.get(place) ?? { kind: 'own', header });
  return { ok: true, places: [...places, ...added], deleted: missing };
}

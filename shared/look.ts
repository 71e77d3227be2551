import type { Cell, Column } from './column.ts';

/** How a report's sheets look beyond columns and rows, as data: the add-in makes it of what Excel has. */
export interface ReportLook {
  /** Cells of the list that are to be seen at once. */
  readonly marks?: readonly Mark[];
  /** How the lines of the summary lie in one another. */
  readonly outline?: Outline;
  readonly chart?: ChartOfSummary;
}

/** Words of a column that stand out. Each is a word in the cell first, then a shape, then a colour: it is seen in print too. */
export interface Mark {
  readonly column: string;
  readonly words: Readonly<Record<string, MarkKind>>;
}

/** `late`: should have been done. `due`: is to be done now. `check`: something is odd. */
export type MarkKind = 'late' | 'due' | 'check';

/** The summary's column that says what a line sums up. */
export const LEVEL = 'Level';

/**
 * Lines of a summary in groups that open and close: a line sums up the lines above it that are a level deeper, as Excel's
 * outlines have it.
 */
export interface Outline {
  /** What `Level` says, the outermost first. */
  readonly levels: readonly string[];
  /** How many of them show at first. */
  readonly shown: number;
  /** Rows of the list that stand under the deepest lines. */
  readonly members?: Members;
  /** The sheet's columns in order, by their keys in summary or list; those of the summary where it is not said. */
  readonly columns?: readonly string[];
}

/** What of a list's rows is put under the lines that count them: of a row whatever the run shows in the list, no more. */
export interface Members {
  /** What `Level` says of them. */
  readonly level: string;
  /** The column, of list and summary, by which a row is told to be of a line. */
  readonly by: string;
  /** Cells of a row that stand in a column of the summary of another name: by that column, the list's. */
  readonly as?: Readonly<Record<string, string>>;
}

/** A chart of a summary's lines of one level. */
export interface ChartOfSummary {
  readonly title: string;
  readonly level: string;
  /** The column that names each line, and so its series. */
  readonly seriesBy: string;
  /** A column that is filled where a line cannot be judged: then its series says so. */
  readonly remark?: string;
  /** The columns whose numbers are drawn, and what they are together, as the header over their names. */
  readonly categories: readonly string[];
  readonly category: string;
  readonly categoryAxis: string;
  readonly valueAxis: string;
}

interface Table {
  readonly columns: readonly Pick<Column, 'key'>[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The keys of an outline's columns in order, and its rows: the summary's lines, each behind its members. Pure. */
export function outlineRows(
  { levels, members, columns }: Outline,
  summary: Table,
  list: Table,
): { readonly keys: readonly string[]; readonly rows: readonly (readonly Cell[])[] } {
  const [summed, listed] = [summary, list].map((table) => table.columns.map(({ key }) => key));
  const keys = columns ?? summed ?? [];
  const placesOf = (own: readonly string[] | undefined, as: Members['as']) =>
    keys.map((key) => own?.indexOf(as?.[key] ?? key) ?? -1);
  const linePlaces = placesOf(summed, undefined);
  const at = (table: readonly string[] | undefined, key: string | undefined) => table?.indexOf(key ?? '') ?? -1;
  const waiting = Map.groupBy(list.rows, (row) => row[at(listed, members?.by)] ?? null);
  const memberPlaces = placesOf(listed, members?.as);
  const memberOf = (row: readonly Cell[]) =>
    memberPlaces.map((place, i) => (keys[i] === LEVEL && members ? members.level : (row[place] ?? null)));
  return {
    keys,
    rows: summary.rows.flatMap((line) => {
      const isDeepest = members !== undefined && line[at(summed, LEVEL)] === levels.at(-1);
      const under = isDeepest ? (waiting.get(line[at(summed, members.by)] ?? null) ?? []) : [];
      return [...under.map(memberOf), linePlaces.map((place) => line[place] ?? null)];
    }),
  };
}

const UNJUDGED = ' (cannot be judged)';

/** A chart's numbers as a table: a line a category, a column a series. Pure. */
export function chartRows(
  { level, seriesBy, remark, categories, category }: ChartOfSummary,
  summary: Table,
): {
  readonly series: readonly { readonly key: string; readonly header: string }[];
  readonly header: string;
  readonly rows: readonly (readonly Cell[])[];
} {
  const at = (key: string | undefined) => summary.columns.findIndex((column) => column.key === key);
  const lines = summary.rows.filter((row) => row[at(LEVEL)] === level);
  return {
    header: category,
    series: lines.map((line) => {
      const key = String(line[at(seriesBy)] ?? '');
      return { key, header: line[at(remark)] ? key + UNJUDGED : key };
    }),
    rows: categories.map((key) => [key, ...lines.map((line) => line[at(key)] ?? null)]),
  };
}

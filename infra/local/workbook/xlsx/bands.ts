import { LIMITS } from '../address.ts';
import type { CellFormat, FormattedArea } from '../book.ts';

/** Rows that are formatted alike, from `row` up to but not including `end`. */
export interface Band {
  readonly row: number;
  readonly end: number;
  readonly segments: readonly Segment[];
}

/** Columns of a band that are formatted alike, from where the one before ended up to but not including `end`. */
export interface Segment {
  readonly end: number;
  readonly format: CellFormat;
}

/**
 * The whole sheet, band by band from the top, each from column A to the last: so that what a cell looks like is found
 * once for all cells that look alike, however many areas were formatted one over the other.
 */
export function* bands(areas: readonly FormattedArea[]): Generator<Band> {
  const { edges, starts, ends } = rowEdges(areas);
  const formatOf = formatMerger(areas);
  const active = new Set<number>();
  for (const [i, row] of edges.entries()) {
    for (const area of ends.get(row) ?? []) active.delete(area);
    for (const area of starts.get(row) ?? []) active.add(area);
    const end = edges[i + 1] ?? LIMITS.rows;
    if (end > row) yield { row, end, segments: segmentsOf(areas, inOrder(active), formatOf) };
  }
}

/** What stands below everything else: the formats of whole columns. */
export function columnSegments(areas: readonly FormattedArea[]): readonly Segment[] {
  const whole = [...areas.keys()].filter((i) => {
    const area = areas[i];
    return area !== undefined && area.row + area.rows >= LIMITS.rows;
  });
  return segmentsOf(areas, whole, formatMerger(areas));
}

function inOrder(areas: Iterable<number>): number[] {
  return [...areas].sort((a, b) => a - b);
}

function rowEdges(areas: readonly FormattedArea[]) {
  const starts = new Map<number, number[]>();
  const ends = new Map<number, number[]>();
  for (const [i, { row, rows, columns }] of areas.entries()) {
    if (rows <= 0 || columns <= 0) continue;
    append(starts, row, i);
    append(ends, Math.min(row + rows, LIMITS.rows), i);
  }
  return { starts, ends, edges: inOrder(new Set([0, ...starts.keys(), ...ends.keys()])) };
}

function append(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Formats put together by the areas they come from; the same areas give the same object. */
function formatMerger(areas: readonly FormattedArea[]): (covering: readonly number[]) => CellFormat {
  const known = new Map<string, CellFormat>();
  return (covering) => {
    const key = covering.join();
    let format = known.get(key);
    if (format === undefined) {
      format = {};
      for (const i of covering) format = { ...format, ...areas[i]?.format };
      known.set(key, format);
    }
    return format;
  };
}

function segmentsOf(
  areas: readonly FormattedArea[],
  active: readonly number[],
  formatOf: (covering: readonly number[]) => CellFormat,
): Segment[] {
  const spans = active.flatMap((i) => {
    const area = areas[i];
    return area ? [{ i, from: area.column, to: Math.min(area.column + area.columns, LIMITS.columns) }] : [];
  });
  const edges = inOrder(new Set([0, LIMITS.columns, ...spans.flatMap(({ from, to }) => [from, to])]));
  const places = new Map(edges.map((edge, place) => [edge, place]));
  const covering: number[][] = edges.map(() => []);
  for (const { i, from, to } of spans) {
    for (let place = places.get(from) ?? 0; (edges[place] ?? to) < to; place++) covering[place]?.push(i);
  }
  const segments: Segment[] = [];
  for (const [place, end] of edges.slice(1).entries()) {
    const format = formatOf(covering[place] ?? []);
    if (segments.at(-1)?.format === format) segments.pop();
    segments.push({ end, format });
  }
  return segments;
}

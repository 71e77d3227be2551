/**
 * Where rows (or columns) lie, in px, without a list of all of them: most have the standard size, and only those that
 * have another, hidden ones with 0 among them, are kept.
 */
export interface Axis {
  readonly count: number;
  readonly standard: number;
  /** Indices of the odd ones, rising. */
  readonly odd: readonly number[];
  /** By place in `odd`: the px by which everything after it lies further on than if all were standard. */
  readonly shift: readonly number[];
}

/** An axis of `count` rows or columns; `sizes` are those that differ, in px, by index. */
export function axis(count: number, standard: number, sizes: ReadonlyMap<number, number>): Axis {
  const odd = [...sizes.keys()].filter((index) => index >= 0 && index < count && sizes.get(index) !== standard);
  odd.sort((a, b) => a - b);
  let moved = 0;
  const shift = odd.map((index) => {
    moved += (sizes.get(index) ?? standard) - standard;
    return moved;
  });
  return { count, standard, odd, shift };
}

/** The px at which a row or column begins; `count` gives the end of the last one. */
export function offsetOf({ standard, odd, shift }: Axis, index: number): number {
  const before = firstAtLeast(odd, index);
  return index * standard + (before === 0 ? 0 : (shift[before - 1] ?? 0));
}

/** 0 where it is hidden. */
export function sizeOf(axis: Axis, index: number): number {
  return offsetOf(axis, index + 1) - offsetOf(axis, index);
}

export function lengthOf(axis: Axis): number {
  return offsetOf(axis, axis.count);
}

/** The row or column at this px, never a hidden one unless all are; the first or last where it lies outside. */
export function indexAt(axis: Axis, px: number): number {
  let [low, high] = [0, axis.count - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (offsetOf(axis, middle) <= px) low = middle;
    else high = middle - 1;
  }
  return low;
}

export interface Span {
  readonly first: number;
  /** The last one is in it. */
  readonly last: number;
}

/** What is to be drawn of an axis that is scrolled by `scrolled` px in a window of `size` px, with `around` more px. */
export function visible(axis: Axis, from: number, scrolled: number, size: number, around: number): Span {
  const start = offsetOf(axis, from);
  const first = Math.max(from, indexAt(axis, start + scrolled - around));
  return { first, last: indexAt(axis, start + scrolled + size + around) };
}

/** The next index that is not hidden, `step` (1 or -1) away; the same where there is none. */
export function neighbour(axis: Axis, index: number, step: 1 | -1): number {
  for (let next = index + step; next >= 0 && next < axis.count; next += step) {
    if (sizeOf(axis, next) > 0) return next;
  }
  return index;
}

/** The place of the first entry that is not below `value`. */
function firstAtLeast(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

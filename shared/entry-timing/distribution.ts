/** Values counted by value: what a median needs without the values one by one. */
export type Distribution = ReadonlyMap<number, number>;

export function sizeOf(distribution: Distribution): number {
  return [...distribution.values()].reduce((sum, count) => sum + count, 0);
}

/** The arithmetic mean; null of nothing. */
export function mean(distribution: Distribution): number | null {
  const size = sizeOf(distribution);
  if (size === 0) return null;
  return [...distribution].reduce((sum, [value, count]) => sum + value * count, 0) / size;
}

/** The value in the middle, of an even number the mean of the two there; null of nothing. */
export function median(distribution: Distribution): number | null {
  const size = sizeOf(distribution);
  const [lower, upper] = [ranked(distribution, Math.ceil(size / 2)), ranked(distribution, Math.floor(size / 2) + 1)];
  return lower === null || upper === null ? null : (lower + upper) / 2;
}

/** By nearest rank: the smallest value that at least so many percent (1 to 100) of the values don't exceed; null of nothing. */
export function percentile(distribution: Distribution, percent: number): number | null {
  return ranked(distribution, Math.ceil((sizeOf(distribution) * percent) / 100));
}

/** The value at a rank, the smallest at 1. */
function ranked(distribution: Distribution, rank: number): number | null {
  let passed = 0;
  for (const [value, count] of [...distribution].sort(([a], [b]) => a - b)) {
    passed += count;
    if (passed >= rank && rank > 0) return value;
  }
  return null;
}

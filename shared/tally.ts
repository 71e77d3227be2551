/**
 * Counts by key that a page of a run answers beside its rows. Adding up the pages' tallies gives the run's, so that notes
 * and summaries, which are pure functions of (parameters, tally), are the same for one page or forty. A value that must
 * stay exact (a median, a list of ids) is counted by value: `days:12` -> 3.
 */
export type Tally = Readonly<Record<string, number>>;

export class TallyCounter {
  readonly #counts = new Map<string, number>();

  add(key: string, by = 1): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + by);
  }

  toTally(): Tally {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

export function addTallies(tallies: readonly Tally[]): Tally {
  const sum = new TallyCounter();
  for (const tally of tallies) for (const [key, count] of Object.entries(tally)) sum.add(key, count);
  return sum.toTally();
}

/** The counts of the keys that begin with `prefix:`, by what follows it. */
export function countsOf(tally: Tally, prefix: string): [value: string, count: number][] {
  return Object.entries(tally)
    .filter(([key]) => key.startsWith(`${prefix}:`))
    .map(([key, count]) => [key.slice(prefix.length + 1), count]);
}

import { parseArgs } from 'node:util';

/** What a run of the bench is asked for. */
export interface BenchOptions {
  /** Enrollments of the made-up exports, about. */
  readonly enrollments: readonly number[];
  readonly seed: number;
  /** Only the figures whose part is named; all where none is. */
  readonly only: readonly string[];
}

const USUAL = [10_000, 100_000];
const LARGE = 1_000_000;
/** Clients whom the sample gives one enrollment, as some have several. */
const CLIENTS_AN_ENROLLMENT = 0.87;

/** Reads the command line of `npm run bench -- …`. Throws an Error with a sentence for one that is not understood. */
export function benchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      large: { type: 'boolean', default: false },
      enrollments: { type: 'string', multiple: true },
      seed: { type: 'string', default: '1' },
      only: { type: 'string', multiple: true, default: [] },
    },
  });
  const { large, seed, only } = values;
  const asked = values.enrollments?.map(Number);
  if (asked?.some((n) => !(n >= 1_000 && n <= LARGE))) {
    throw new Error('--enrollments takes numbers from 1,000 to 1,000,000.');
  }
  return { enrollments: asked ?? [...USUAL, ...(large ? [LARGE] : [])], seed: Number(seed), only };
}

/** How many clients have about so many enrollments. */
export function clientsOf(enrollments: number): number {
  return Math.round(enrollments * CLIENTS_AN_ENROLLMENT);
}

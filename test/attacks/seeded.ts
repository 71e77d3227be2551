/**
 * How property runs of this folder go: the same every time and small, unless the environment asks for more
 * (HMIS_ATTACK_RUNS times as many) or for others (HMIS_ATTACK_SEED). A failure names the seed and the path to it.
 */
export const SEED = Number(process.env.HMIS_ATTACK_SEED ?? 20_260_131);
const TIMES = Number(process.env.HMIS_ATTACK_RUNS ?? 1);

export function seeded(numRuns: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: many(numRuns), seed: SEED };
}

export function many(count: number): number {
  return Math.max(1, Math.round(count * TIMES));
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

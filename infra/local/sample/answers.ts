import type { Random, Weighted } from './random.ts';
import { weighted } from './random.ts';

/** Doesn't know, prefers not to answer, not collected: how often a question stays without an answer. */
const NO_ANSWER: Weighted<8 | 9 | 99> = [
  [8, 1.5],
  [9, 1.5],
  [99, 3],
];
const SHARE = 0.06;

/** An answer to a question that may stay open: now and then 8, 9 or 99 instead of what `answer` draws. */
export function answered<T>(random: Random, answer: () => T): T | 8 | 9 | 99 {
  return random() < SHARE ? weighted(random, NO_ANSWER) : answer();
}

/** 1 as often as `probability` says, otherwise 0. */
export function flag(random: Random, probability: number): 0 | 1 {
  return random() < probability ? 1 : 0;
}

export function yesNo(random: Random, probability: number): number {
  return answered(random, () => flag(random, probability));
}

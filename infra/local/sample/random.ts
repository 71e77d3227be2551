/** Gives the next number in [0, 1). Only whole-number arithmetic lies behind it, so every machine draws the same. */
export type Random = () => number;

/** A stream of numbers that depends on `key` alone: sfc32, its state spread from the key's characters. */
export function randomOf(key: string): Random {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1];
  for (let i = 0; i < key.length; i++) {
    const code = key.charCodeAt(i);
    a = Math.imul(a ^ code, 0x85ebca6b);
    b = Math.imul(b ^ code, 0xc2b2ae35);
    c = Math.imul(c ^ (a >>> 15), 0x27d4eb2f);
  }
  const next = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  // The first draws of neighbouring keys are alike.
  for (let i = 0; i < 12; i++) next();
  return next;
}

/** A whole number from `low` to `high`, both included. */
export function int(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

export function chance(random: Random, probability: number): boolean {
  return random() < probability;
}

export function pick<T>(random: Random, list: readonly T[]): T {
  return at(list, Math.floor(random() * list.length));
}

export type Weighted<T> = readonly (readonly [T, number])[];

/** One of the values, each as likely as its weight says beside the others'. */
export function weighted<T>(random: Random, choices: Weighted<T>): T {
  // By index: this runs some dozen times for each row, and taking pairs apart by pattern costs twice the time.
  let total = 0;
  for (const choice of choices) total += choice[1];
  let left = random() * total;
  for (const choice of choices) {
    left -= choice[1];
    if (left < 0) return choice[0];
  }
  return at(choices, choices.length - 1)[0];
}

/** Hexadecimal digits in lower case, `words` times eight of them. */
export function hex(random: Random, words: number): string {
  let text = '';
  // The first digit is never 0, so that no padding is needed.
  for (let i = 0; i < words; i++) text += Math.floor(0x10000000 + random() * 0xf0000000).toString(16);
  return text;
}

/** The element at `index`, wrapping round the end; throws RangeError on an empty list. */
export function at<T>(list: readonly T[], index: number): T {
  if (list.length === 0) throw new RangeError('An empty list has no element.');
  return list[index % list.length] as T;
}

import type { SampleOptions } from '../../infra/local/sample/options.ts';
import { csvLines } from '../../infra/local/sample/row.ts';
import { sampleFiles } from '../../infra/local/sample/sample.ts';
import { randomFrom } from '../attacks/seeded.ts';
import { zipOf } from '../zip.ts';

/** A made-up export with its files, and the rows in each file, in an order drawn from the seed; 0 leaves them as they are. */
export function shuffledSample(options: SampleOptions, seed: number): Buffer {
  const random = randomFrom(seed);
  const order = <T>(list: readonly T[]): T[] => (seed === 0 ? [...list] : shuffled(list, random));
  const files = sampleFiles(options).map(({ file, rows }) => {
    const { header, line } = csvLines(file, options.format);
    return { name: `${file}.csv`, data: header + order([...rows].map(line)).join('') };
  });
  return zipOf(order(files));
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { requireNode24 } from '../../../infra/local/node-version.ts';
import type { Figure } from '../figure.ts';
import { type Chart, type Point, svgOf } from './chart.ts';

requireNode24();

/** Draws how costs grow, from the lines that `npm run bench` printed into the files named, for docs/performance.md. */
const PICTURES = fileURLToPath(new URL('../../../docs/pictures/', import.meta.url));

const texts = await Promise.all(process.argv.slice(2).map((file) => readFile(file, 'utf8')));
const figures = texts.flatMap((text) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Figure),
);

/** The figures of this name and unit, by how many enrollments were stored. */
function found(name: RegExp, unit: Figure['unit']): Point[] {
  return figures.flatMap(({ figure, unit: of, value }) => {
    const count = / of ([\d,]+) enrollments/.exec(figure)?.[1];
    const rest = figure.replace(/ of [\d,]+ enrollments/, '');
    return of === unit && count !== undefined && name.test(rest)
      ? [{ x: Number(count.replaceAll(',', '')), y: value }]
      : [];
  });
}

/** Each value by what it is of: the enrollments stored, or another figure of the same size. */
function each(points: readonly Point[], of: readonly Point[] | 'enrollment', times = 1): Point[] {
  return points.flatMap(({ x, y }) => {
    const one = of === 'enrollment' ? x : of.find((other) => other.x === x)?.y;
    return one === undefined ? [] : [{ x, y: (y / one) * times }];
  });
}

const IMPORT: readonly Chart[] = [
  {
    title: 'Processor time',
    unit: 'ms for 1,000 enrollments',
    points: each(found(/^import, processor time/, 'ms'), 'enrollment', 1_000),
  },
  { title: 'Peak memory', unit: 'MB', points: scaled(found(/^import, peak memory$/, 'bytes'), 1e-6) },
  { title: 'Written', unit: 'WCU for 1,000 enrollments', points: each(found(/^import$/, 'WCU'), 'enrollment', 1_000) },
  { title: 'Stored', unit: 'bytes for an enrollment', points: each(found(/^import, stored$/, 'bytes'), 'enrollment') },
];

const rows = found(/^list of a CoC, one day,, rows$/, 'rows');
const LISTS: readonly Chart[] = [
  {
    title: 'List of a CoC: processor time',
    unit: 'µs for a row',
    points: each(found(/^list of a CoC, one day,, processor time beside the floor/, 'ms'), rows, 1_000),
  },
  {
    title: 'List of a CoC: read',
    unit: 'RCU for 1,000 rows',
    points: each(found(/^list of a CoC, one day,, beside rows answered$/, 'RCU'), rows, 1_000),
  },
  {
    title: 'List of one project: processor time',
    unit: 'ms',
    points: found(/^list of the largest project, a year,, processor time beside the floor/, 'ms'),
  },
  {
    title: 'List of one project: read',
    unit: 'RCU',
    points: found(/^list of the largest project, a year,, beside rows answered$/, 'RCU'),
  },
];

function scaled(points: readonly Point[], times: number): Point[] {
  return points.map(({ x, y }) => ({ x, y: y * times }));
}

for (const [name, charts] of Object.entries({ 'growth-import': IMPORT, 'growth-lists': LISTS })) {
  const empty = charts.find(({ points }) => points.length === 0);
  if (empty) throw new Error(`No figure was found for ${empty.title}.`);
  await writeFile(`${PICTURES}${name}.svg`, svgOf(charts, 'Enrollments stored'));
}

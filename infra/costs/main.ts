import { requireNode24 } from '../local/node-version.ts';

requireNode24();
const { measure } = await import('./measure.ts');
const { COMMUNITIES, estimate } = await import('./estimate.ts');
const { PRICES_OF } = await import('./prices.ts');
const { textTable } = await import('../local/cli/terminal.ts');

const clients = Number(process.argv[2] ?? 2_000);
const measured = await measure(clients);
const found = COMMUNITIES.map((community) => estimate(measured, community));
const dollars = (amount: number) => amount.toFixed(2);
const rows = Object.keys(found[0]?.lines ?? {}).map((name) => [
  name,
  ...found.map(({ lines }) => dollars(lines[name] ?? 0)),
]);
const headers = [
  'US dollars a month',
  ...COMMUNITIES.map(({ name, clients: n }) => `${name}, ${n.toLocaleString('en-US')}`),
];
console.log(
  [
    `Measured on ${clients.toLocaleString('en-US')} made-up clients; prices of ${PRICES_OF}, without free tiers.`,
    '',
    ...textTable(headers, [
      ...rows,
      ['All', ...found.map(({ total }) => dollars(total))],
      ['', ...found.map(() => '')],
      ['Stored, GB', ...found.map(({ storedGb }) => storedGb.toFixed(2))],
      ['One import, s', ...found.map(({ importSeconds }) => importSeconds.toFixed(0))],
    ]),
    '',
    ...found
      .filter(({ inSteps }) => inSteps)
      .map(
        ({ community }) =>
          `${community.name}: imported in steps, by many functions at once; the seconds are all of theirs.`,
      ),
    JSON.stringify(measured),
  ].join('\n'),
);

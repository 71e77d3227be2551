import { describe, expect, test } from 'vitest';
import { COMMUNITIES, estimate, type Measured } from '../../../infra/costs/estimate.ts';
import { measure } from '../../../infra/costs/measure.ts';

const measured: Measured = {
  clients: 1_000,
  projects: 24,
  enrollments: 1_200,
  storedBytes: 1_000_000,
  zipBytes: 500_000,
  importWcu: 1_000,
  importSeconds: 2,
  runRcu: 50,
  runWcu: 4,
  runSeconds: 0.5,
  runBytes: 100_000,
};
const community = { name: 'A CoC', clients: 10_000, projects: 100, users: 10 };

describe('what a month costs', () => {
  test('writing is by what changed overnight, ten times what was measured', () => {
    // 30 nights, 70 %, 10,000 units, and 800 runs of 4: 213,200 units at 0.625 a million.
    expect(estimate(measured, community).lines['DynamoDB, writing']).toBeCloseTo(0.13325, 5);
  });

  test('reading is by a tenth of the data a run', () => {
    // 800 runs and files that read as much as 25, of 50 units: 41,250 at 0.125 a million.
    expect(estimate(measured, community).lines['DynamoDB, reading']).toBeCloseTo(0.005156, 5);
  });

  test('a list of more than a page is written into the trail at each of them', () => {
    // A tenth of 1,200,000 enrollments is 120,000, five pages and a plan: 800 runs of 6 entries, 1 kB each, for a year.
    const { lines } = estimate(measured, { ...community, clients: 1_000_000 });
    expect(lines['DynamoDB, a year of the trail']).toBeCloseTo(((800 * 6 * 12_000) / 1e9) * 0.45, 5);
  });

  test('all is the sum of its lines, and grows with clients', () => {
    const { total, lines } = estimate(measured, community);
    expect(total).toBeCloseTo(Object.values(lines).reduce((sum, line) => sum + line, 0));
    const totals = COMMUNITIES.map((one) => estimate(measured, one).total);
    expect(totals).toEqual(totals.toSorted((a, b) => a - b));
  });
});

describe('what is beside lists and imports', () => {
  test('trackers are written by whoever edits them', () => {
    // 10 people, 40 edits of 8 units: 3,200 at 0.625 a million.
    expect(estimate(measured, community).lines['DynamoDB, trackers']).toBeCloseTo(0.002, 5);
  });

  test('schedules are looked at every five minutes, whoever has some', () => {
    // 8,640 looks of 0.2 s by half a gigabyte, and as many requests.
    expect(estimate(measured, community).lines['Lambda, schedules']).toBeCloseTo(0.01325, 4);
  });

  test('three times the data a person is three times the writing and storage', () => {
    const [one, three] = [1, 3].map((data) => estimate(measured, { ...community, data }).lines);
    const part = 'DynamoDB, storage with recovery';
    expect(three?.[part]).toBeCloseTo(3 * (one?.[part] ?? 0), 5);
  });

  test('an export of over two gigabytes is imported in steps, which take longer in all', () => {
    // A zip of 500 kB for 1,000 people unpacks to 2 MB: a million people reach the limit.
    const [at, beyond] = [1_000_000, 1_000_001].map((clients) => estimate(measured, { ...community, clients }));
    expect([at?.inSteps, beyond?.inSteps]).toEqual([false, true]);
    expect(at?.lines['Imports in steps']).toBe(0);
    expect((beyond?.importSeconds ?? 0) / (at?.importSeconds ?? 1)).toBeCloseTo(1.6, 3);
  });
});

test('it is measured on a service that runs', async () => {
  const { runRcu, runWcu, importWcu, storedBytes, runBytes, enrollments, ...rest } = await measure(150);
  expect(rest).toMatchObject({ clients: 150, projects: expect.any(Number) });
  expect(importWcu).toBeGreaterThan(100);
  expect(runRcu).toBeGreaterThan(1);
  // An entry of the trail at the plan and one at the page, and the count of each call.
  expect(runWcu).toBe(4);
  expect(enrollments).toBeGreaterThan(150);
  expect(storedBytes).toBeGreaterThan(10_000);
  expect(runBytes).toBeGreaterThan(1_000);
});

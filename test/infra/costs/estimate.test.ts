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
    // 800 runs of 50 units: 40,000 at 0.125 a million.
    expect(estimate(measured, community).lines['DynamoDB, reading']).toBeCloseTo(0.005, 5);
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

import { expect, it } from 'vitest';
import { niceStep } from '../../../../infra/local/browser/page/chart-drawing.ts';

it.each([
  [0.2, 1],
  [1, 1],
  [1.2, 2],
  [3, 5],
  [6, 10],
  [13.6, 20],
  [99, 100],
  [101, 200],
])('an axis whose lines are at least %d apart has them %d apart', (least, step) => {
  expect(niceStep(least)).toBe(step);
});

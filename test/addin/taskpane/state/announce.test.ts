import { describe, expect, it } from 'vitest';
import { ANNOUNCE_EVERY_MS, announcementOf, isWorthSaying } from '../../../../addin/taskpane/state/announce.ts';
import { AT_FORM, type Run } from '../../../../addin/taskpane/state/run.ts';

const writing = (rows: number): Run => ({ phase: 'writing', rows, of: 2_000 });

describe('an announcement', () => {
  it('says the step and how far it is', () => {
    expect(announcementOf({ phase: 'downloading', rows: 1_500, rowsAtMost: 4_000, done: 0.5 })).toBe(
      'Downloading: 1,500 rows so far, of at most 4,000',
    );
    expect(announcementOf(writing(500))).toBe('Writing to the workbook: 500 of 2,000 rows');
    expect(announcementOf(AT_FORM)).toBe('');
  });

  it('comes with each step, and within a step not before five seconds have passed', () => {
    const last = { phase: 'writing', at: 1_000 } as const;
    expect(isWorthSaying(writing(1), 1_000, { phase: 'downloading', at: 1_000 })).toBe(true);
    expect(isWorthSaying(writing(1), 1_000 + ANNOUNCE_EVERY_MS - 1, last)).toBe(false);
    expect(isWorthSaying(writing(1), 1_000 + ANNOUNCE_EVERY_MS, last)).toBe(true);
    expect(isWorthSaying(writing(1), 0, undefined)).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { addExitDates, lacksExitDates, NO_EXIT_DATES } from '../../../shared/entry-timing/exit-dates.ts';

describe('an export lacks the days on which exits were entered', () => {
  it.each([
    ['9 exits, all with their enrollment’s day', { dated: 9, asEnrollment: 9, beforeExit: 9 }, false],
    ['10 exits, all with their enrollment’s day', { dated: 10, asEnrollment: 10, beforeExit: 0 }, true],
    ['10 exits, 8 with it', { dated: 10, asEnrollment: 8, beforeExit: 0 }, true],
    ['10 exits, 7 with it', { dated: 10, asEnrollment: 7, beforeExit: 0 }, false],
    ['100 exits, 80 with it', { dated: 100, asEnrollment: 80, beforeExit: 0 }, true],
    ['100 exits, 79 with it', { dated: 100, asEnrollment: 79, beforeExit: 0 }, false],
    ['9 exits, 5 entered before', { dated: 9, asEnrollment: 0, beforeExit: 5 }, false],
    ['10 exits, 5 entered before', { dated: 10, asEnrollment: 0, beforeExit: 5 }, true],
    ['10 exits, 4 entered before', { dated: 10, asEnrollment: 0, beforeExit: 4 }, false],
    ['101 exits, 51 entered before', { dated: 101, asEnrollment: 0, beforeExit: 51 }, true],
    ['101 exits, 50 entered before', { dated: 101, asEnrollment: 0, beforeExit: 50 }, false],
    ['no exit', NO_EXIT_DATES, false],
  ])('%s', (_, exits, lacks) => {
    expect(lacksExitDates(exits)).toBe(lacks);
  });

  it('over parts that lie on several pages as over the whole', () => {
    const five = { dated: 5, asEnrollment: 4, beforeExit: 0 };
    expect([lacksExitDates(five), lacksExitDates(addExitDates(five, five))]).toEqual([false, true]);
  });
});

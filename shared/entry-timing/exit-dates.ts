/** Exits of a project, or of a run, that have a DateCreated. */
export interface ExitDates {
  readonly dated: number;
  /** Created on the day on which their enrollment was. */
  readonly asEnrollment: number;
  /** Created before the exit. */
  readonly beforeExit: number;
}

export const NOT_CARRIED = 'This export does not carry the date exits were entered; exit timing cannot be judged.';

/** Fewer exits say nothing about the export: one that was entered ahead would be half of two. */
const FEWEST = 10;

/**
 * Whether an export has something else in Exit.DateCreated than the day on which the exit was entered: many write the
 * enrollment's. Of 10 exits or more at least 80 % carry their enrollment's day, or at least half lie before the exit.
 */
export function lacksExitDates({ dated, asEnrollment, beforeExit }: ExitDates): boolean {
  return dated >= FEWEST && (asEnrollment * 100 >= dated * 80 || beforeExit * 2 >= dated);
}

export function addExitDates(a: ExitDates, b: ExitDates): ExitDates {
  return {
    dated: a.dated + b.dated,
    asEnrollment: a.asEnrollment + b.asEnrollment,
    beforeExit: a.beforeExit + b.beforeExit,
  };
}

export const NO_EXIT_DATES: ExitDates = { dated: 0, asEnrollment: 0, beforeExit: 0 };

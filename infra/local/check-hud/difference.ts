import type { RunResult } from '../../../addin/service/run.ts';
import type { Cell } from '../../../shared/column.ts';

/** One thing in which a list of ours and HUD's answer are not the same. */
export interface Difference {
  readonly project: string;
  /** HUD's table, `Q16`. */
  readonly question: string;
  readonly enrollmentId: string;
  /** What differs: a column, or `row` where one side has none. */
  readonly what: string;
  readonly ours: Side;
  readonly theirs: Side;
}

/** A value and what it rests on. */
export interface Side {
  readonly value: string;
  readonly because: string;
}

/** A row of a list of ours, by column key. */
export type ListRow = Readonly<Record<string, Cell>>;

/** A row of one of HUD's files, by header. */
export type HudRow = Readonly<Record<string, string>>;

export function listRows({ columns, rows }: RunResult): ListRow[] {
  return rows.map((row) => Object.fromEntries(columns.map(({ key }, i) => [key, row[i] ?? null])));
}

/** What a question compares of a row, in words; both sides give the same names. */
export type Facts = Readonly<Record<string, Cell>>;

export interface Comparison {
  readonly project: string;
  readonly question: string;
  readonly ours: ReadonlyMap<string, Facts>;
  readonly theirs: ReadonlyMap<string, Facts>;
  /** What our value rests on; `what` is `row` where we have none or they have none. */
  ourReason(enrollmentId: string, what: string): string;
  theirReason(enrollmentId: string, what: string): string;
}

/** Every difference, by EnrollmentID: rows that one side lacks, then facts that are not the same. */
export function differences(comparison: Comparison): Difference[] {
  const { project, question, ours, theirs } = comparison;
  const ids = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
  return ids.flatMap((enrollmentId) => {
    const [own, their] = [ours.get(enrollmentId), theirs.get(enrollmentId)];
    const unlike = (what: string, a: string, b: string): Difference => ({
      project,
      question,
      enrollmentId,
      what,
      ours: { value: a, because: comparison.ourReason(enrollmentId, what) },
      theirs: { value: b, because: comparison.theirReason(enrollmentId, what) },
    });
    if (!own || !their) return [unlike('row', own ? 'listed' : 'not listed', their ? 'listed' : 'not listed')];
    return Object.keys(own)
      .filter((what) => own[what] !== their[what])
      .map((what) => unlike(what, inWords(own[what]), inWords(their[what])));
  });
}

function inWords(value: Cell | undefined): string {
  return value === null || value === undefined || value === '' ? 'blank' : String(value);
}

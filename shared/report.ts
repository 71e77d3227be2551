import type { Cell, Column } from './column.ts';
import type { ReportLook } from './look.ts';
import type { Parameters, ParamsOf } from './parameter.ts';
import type { SnapshotFacts } from './snapshot.ts';
import type { Tally } from './tally.ts';

/** What is known of a run when its last page is in, beside parameters and tally. */
export interface RunFacts {
  readonly snapshot: SnapshotFacts;
  readonly rows: number;
  readonly piiHidden: boolean;
  /** Barriers to housing are left empty: this person may not edit trackers. */
  readonly barriersHidden?: boolean | undefined;
  /** Projects of victim service providers that the parameters ask for and this person may not see. */
  readonly withheldProjects: number;
  /** People in them, project by project; null where any of the projects has 1 to 10, which could point at a person. */
  readonly withheldPersons: number | null;
  /** Names for ids in list parameters, by what they are ids of: `projects:109` -> "Harbor House". */
  readonly names: Readonly<Record<string, string>>;
}

/** A table beside a report's rows, computed from the tally. */
export interface Summary {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * The half of a report that both sides share: `shared/reports/<id>.ts` exports one as its default. The form, the route,
 * the command line, the sheet, the docs page and the trail follow from it; its rows are made by the file of the same name
 * in `functions/reports/`.
 */
export interface ReportDefinition<P extends Parameters = Parameters> {
  /** The file's name without `.ts`; lower case and hyphens. */
  readonly id: string;
  readonly title: string;
  /** What a person gets from it, in one sentence. */
  readonly description: string;
  readonly parameters: P;
  readonly columns: readonly Column[];
  /** Keys of the columns that tell one row from another, from refresh to refresh; an id first. See `keyOf`. */
  readonly key?: readonly string[];
  /** A sentence on parameters that don't fit each other (`from` after `to`), with the parameter to mend. */
  check?(params: ParamsOf<P>): { readonly field: string; readonly message: string } | undefined;
  /** How the run was counted: rule, method, what was left out and why. Pure; what every report says is added by `runNotes`. */
  notes(params: ParamsOf<P>, tally: Tally, run: RunFacts): readonly string[];
  summary?(params: ParamsOf<P>, tally: Tally): Summary;
  /** What its sheets in Excel have beyond that. */
  readonly look?: ReportLook;
}

/** Every report has `hidePii`; nothing else is common to all. */
export type AnyReport = ReportDefinition;

export function defineReport<const P extends Parameters>(definition: ReportDefinition<P>): ReportDefinition<P> {
  return definition;
}

/** The columns that identify a row: the enrollment unless the report says otherwise. */
export function keyOf({ key }: Pick<AnyReport, 'key'>): readonly string[] {
  return key ?? ['EnrollmentID'];
}

/**
 * A row with its place in the contract's order: organization, project (by name, then ID), household (by head), head
 * first, then PersonalID, EnrollmentID and whatever the report adds. Places are compared as text, code unit by code unit.
 */
export interface PlacedRow {
  readonly place: string;
  readonly cells: readonly Cell[];
}

export function comparePlaced(a: PlacedRow, b: PlacedRow): number {
  return a.place < b.place ? -1 : a.place > b.place ? 1 : 0;
}

const SEPARATOR = '\u001f';

/** Joins the parts of a place so that a part that begins another sorts before it. */
export function placeOf(parts: readonly string[]): string {
  return parts.join(SEPARATOR);
}

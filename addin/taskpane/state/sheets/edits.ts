import type { Conflict, RowFault } from '../../../excel/housing/plan-save.ts';
import type { Trouble } from '../trouble.ts';

/** Where the saving of one sheet's edits is. */
export type Saving =
  | { readonly phase: 'reading' }
  | { readonly phase: 'saving'; readonly done: number; readonly of: number }
  | { readonly phase: 'done'; readonly saved: Saved };

/** What became of a sheet's edits, for as long as the pane remembers it. */
export interface Saved {
  readonly rows: number;
  /** Saved, and worth a look. */
  readonly warnings: readonly RowFault[];
  /** Not saved; what was typed stands in the sheet. */
  readonly faults: readonly RowFault[];
  readonly conflicts: readonly Conflict[];
  /** Rows that were not sent, for something ended it. */
  readonly unsent: number;
  readonly typedInHidden: number;
  readonly trouble: Trouble | undefined;
}

export type Savings = ReadonlyMap<string, Saving>;

/** True where everything that was typed is saved. */
export function isAllSaved({ faults, conflicts, unsent, trouble }: Saved): boolean {
  return faults.length + conflicts.length + unsent === 0 && trouble === undefined;
}

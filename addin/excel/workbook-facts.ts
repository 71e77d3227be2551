import type { Registry } from './registry.ts';

/** What a plan must know of the workbook before anything in it is touched. */
export interface WorkbookFacts {
  readonly sheets: readonly SheetFacts[];
  /** Names of tables and of named ranges, which must differ from each other. */
  readonly takenNames: readonly string[];
  readonly registry: Registry;
  /** *About these reports*, where there is one: the row at which the next block begins. */
  readonly about: { readonly nextRow: number } | undefined;
}

export interface SheetFacts {
  readonly name: string;
  /** The registry id that the sheet carries, where it is a report's. */
  readonly reportSheet: string | undefined;
}

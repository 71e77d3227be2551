import type { Cell, Column } from '../../../shared/column.ts';
import type { TallyCounter } from '../../../shared/tally.ts';
import type { ProjectSlice } from '../../hmis/records.ts';
import type { ValidationCsv, ValidationRun } from './validation-run.ts';

/** A column of a validation file, with the cell that one of its rows has in it. */
export interface DetailColumn<Detail> extends Column {
  readonly cell: (detail: Detail) => Cell;
}

/** A validation file by its columns and by what its rows are about; `details` counts into the tally what it yields. */
export interface Details<Detail> extends Pick<ValidationCsv, 'name' | 'families'> {
  readonly columns: readonly DetailColumn<Detail>[];
  details(slice: ProjectSlice, run: ValidationRun, tally: TallyCounter): Iterable<Detail>;
}

export function validationCsv<Detail>({ name, families, columns, details }: Details<Detail>): ValidationCsv {
  return {
    name,
    families,
    columns,
    *rows(slice, run, tally) {
      for (const detail of details(slice, run, tally)) yield columns.map(({ cell }) => cell(detail));
    },
  };
}

/** Yes and No, as every file writes them. */
export function yesNo(is: boolean): 'Yes' | 'No' {
  return is ? 'Yes' : 'No';
}

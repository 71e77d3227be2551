import { INCOME_AT } from './q6c.ts';

/** The tables of HUD's data quality whose rows are elements, and whose columns are the three classes. */
export type ElementTable = 'Q6a' | 'Q6b' | 'Q6c';

/** A row of such a table. */
export interface ElementRow {
  /** As the table's rule names it. */
  readonly element: string;
  /** HUD's name of it. */
  readonly label: string;
  /** The classes that HUD's table has a cell for, by their columns' letters. */
  readonly classes: string;
  /** The rows of Q5a column B whose sum the row's share is of. */
  readonly of: readonly number[];
}

/** Each table's rows in HUD's order; the first is row 2. [APR, Q6a to Q6c] */
export const ELEMENT_ROWS: Readonly<Record<ElementTable, readonly ElementRow[]>> = {
  Q6a: [
    { element: 'Name', label: 'Name (3.01)', classes: 'BCD', of: [2] },
    { element: 'SSN', label: 'Social Security Number (3.02)', classes: 'BCD', of: [2] },
    { element: 'DOB', label: 'Date of Birth (3.03)', classes: 'BCD', of: [2] },
    { element: 'RaceEthnicity', label: 'Race and Ethnicity (3.04)', classes: 'BC', of: [2] },
  ],
  Q6b: [
    { element: 'VeteranStatus', label: 'Veteran Status (3.07)', classes: 'BCD', of: [3, 4] },
    { element: 'EntryDate', label: 'Project Start Date (3.10)', classes: 'D', of: [2] },
    { element: 'RelationshipToHoH', label: 'Relationship to Head of Household (3.15)', classes: 'CD', of: [2] },
    { element: 'EnrollmentCoC', label: 'Enrollment CoC (3.16)', classes: 'CD', of: [15, 16] },
    { element: 'DisablingCondition', label: 'Disabling Condition (3.08)', classes: 'BCD', of: [2] },
  ],
  Q6c: [
    { element: 'Destination', label: 'Destination (3.12)', classes: 'BC', of: [6] },
    { element: INCOME_AT.start, label: 'Income and Sources (4.02) at Start', classes: 'BCD', of: [3, 16] },
    { element: INCOME_AT.annual, label: 'Income and Sources (4.02) at Annual Assessment', classes: 'BCD', of: [17] },
    { element: INCOME_AT.exit, label: 'Income and Sources (4.02) at Exit', classes: 'BCD', of: [8] },
  ],
};

/** The number of a row that stands at an index of its table. */
export function rowNumber(index: number): number {
  return index + 2;
}

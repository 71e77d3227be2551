import type { AprClient } from '../../hmis/apr/apr-client.ts';
import { isFlawed, type JudgedElement, type QualityInput } from '../../hmis/apr/judged-element.ts';
import { q6a } from '../../hmis/apr/q6a.ts';
import { q6b } from '../../hmis/apr/q6b.ts';
import { INCOME_AT, q6c } from '../../hmis/apr/q6c.ts';
import { isFromInstitution, projectTypeRow, q6d } from '../../hmis/apr/q6d.ts';
import type { QualityClass } from '../../hmis/records.ts';

export type QualityTable = 'Q6a' | 'Q6b' | 'Q6c' | 'Q6d';

/** An element as one table judges it, and the cell of the table that counts it; null for one without a flaw. */
export interface CountedElement extends JudgedElement {
  readonly table: QualityTable;
  readonly cell: string | null;
}

/** Each element's row in its table, and HUD's name of it. */
export const ELEMENT_ROWS: Readonly<Record<'Q6a' | 'Q6b' | 'Q6c', readonly { element: string; label: string }[]>> = {
  Q6a: [
    { element: 'Name', label: 'Name (3.01)' },
    { element: 'SSN', label: 'Social Security Number (3.02)' },
    { element: 'DOB', label: 'Date of Birth (3.03)' },
    { element: 'RaceEthnicity', label: 'Race and Ethnicity (3.04)' },
  ],
  Q6b: [
    { element: 'VeteranStatus', label: 'Veteran Status (3.07)' },
    { element: 'EntryDate', label: 'Project Start Date (3.10)' },
    { element: 'RelationshipToHoH', label: 'Relationship to Head of Household (3.15)' },
    { element: 'EnrollmentCoC', label: 'Enrollment CoC (3.16)' },
    { element: 'DisablingCondition', label: 'Disabling Condition (3.08)' },
  ],
  Q6c: [
    { element: 'Destination', label: 'Destination (3.12)' },
    { element: INCOME_AT.start, label: 'Income and Sources (4.02) at Start' },
    { element: INCOME_AT.annual, label: 'Income and Sources (4.02) at Annual Assessment' },
    { element: INCOME_AT.exit, label: 'Income and Sources (4.02) at Exit' },
  ],
};

const CLASS_COLUMNS: Readonly<Record<QualityClass, 'B' | 'C' | 'D' | null>> = {
  dontKnow: 'B',
  missing: 'C',
  issue: 'D',
  ok: null,
  undecidable: null,
};

/** Every element that Q6a to Q6d ask of a client, in HUD's order, with the cell that counts it. */
export function countedElements(client: AprClient, to: QualityInput['to']): CountedElement[] {
  const input: QualityInput = { ...client, to };
  const ofTable = (table: 'Q6a' | 'Q6b' | 'Q6c', elements: readonly JudgedElement[]): CountedElement[] =>
    elements.map((element) => ({ ...element, table, cell: elementCell(table, element) }));
  return [
    ...ofTable('Q6a', q6a(input)),
    ...ofTable('Q6b', q6b(input)),
    ...ofTable('Q6c', q6c(input)),
    ...q6d(input).map((element) => ({ ...element, table: 'Q6d' as const, cell: chronicCell(client, element) })),
  ];
}

function elementCell(table: 'Q6a' | 'Q6b' | 'Q6c', { element, quality }: JudgedElement): string | null {
  const column = CLASS_COLUMNS[quality];
  const row = ELEMENT_ROWS[table].findIndex((one) => one.element === element) + 2;
  return column === null ? null : `${column}${row}`;
}

const CHRONIC_COLUMNS: Readonly<Record<string, string>> = {
  DateToStreetESSH: 'E',
  TimesHomelessPastThreeYears: 'F',
  MonthsHomelessPastThreeYears: 'G',
};

/** Q6d's columns are elements and its rows are project types; its classes are counted together. */
function chronicCell({ enrollment, project }: AprClient, judged: JudgedElement): string | null {
  if (!isFlawed(judged)) return null;
  const length = isFromInstitution(enrollment) ? 'C' : 'D';
  return `${CHRONIC_COLUMNS[judged.element] ?? length}${projectTypeRow(project)}`;
}

import type { AprClient } from '../../hmis/apr/apr-client.ts';
import { ELEMENT_ROWS, type ElementTable, rowNumber } from '../../hmis/apr/element-rows.ts';
import { isFlawed, type JudgedElement, type QualityInput } from '../../hmis/apr/judged-element.ts';
import { q6a } from '../../hmis/apr/q6a.ts';
import { q6b } from '../../hmis/apr/q6b.ts';
import { q6c } from '../../hmis/apr/q6c.ts';
import { isFromInstitution, projectTypeRow, q6d } from '../../hmis/apr/q6d.ts';
import type { QualityClass } from '../../hmis/records.ts';

export type QualityTable = ElementTable | 'Q6d';

/** An element as one table judges it, and the cell of the table that counts it; null for one without a flaw. */
export interface CountedElement extends JudgedElement {
  readonly table: QualityTable;
  readonly cell: string | null;
}

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
  const ofTable = (table: ElementTable, elements: readonly JudgedElement[]): CountedElement[] =>
    elements.map((element) => ({ ...element, table, cell: elementCell(table, element) }));
  return [
    ...ofTable('Q6a', q6a(input)),
    ...ofTable('Q6b', q6b(input)),
    ...ofTable('Q6c', q6c(input)),
    ...q6d(input).map((element) => ({ ...element, table: 'Q6d' as const, cell: chronicCell(client, element) })),
  ];
}

function elementCell(table: ElementTable, { element, quality }: JudgedElement): string | null {
  const column = CLASS_COLUMNS[quality];
  const row = rowNumber(ELEMENT_ROWS[table].findIndex((one) => one.element === element));
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

import type { TallyCounter } from '../../../shared/tally.ts';
import type { AprClient } from '../../hmis/apr/apr-client.ts';
import { isFlawed, type ValueClass } from '../../hmis/apr/judged-element.ts';
import { projectTypeRow } from '../../hmis/apr/q6d.ts';
import { q6f } from '../../hmis/apr/q6f.ts';
import type { QualityClass } from '../../hmis/records.ts';
import { CLIENT_COLUMNS as C, type OfClient } from './client-columns.ts';
import { clientsInOrder } from './clients-in-order.ts';
import { type CountedElement, countedElements } from './data-quality-cells.ts';
import { validationCsv } from './detail-column.ts';
import type { ValidationRun } from './validation-run.ts';

/** HUD's columns in words, and the three classes that no column counts. */
export const CLASSES: Readonly<Record<QualityClass | 'inactive', string>> = {
  ok: 'OK',
  dontKnow: "Client Doesn't Know/Prefers Not to Answer",
  missing: 'Information Missing',
  issue: 'Data Issues',
  undecidable: 'Hashed: cannot be judged',
  inactive: 'Inactive Record',
};

interface Detail extends OfClient {
  readonly table: string;
  readonly element: string;
  readonly class: string;
  readonly value: ValueClass | null;
  readonly cell: string | null;
}

/**
 * Every element that Q6a to Q6d ask of a client, one row each, flawed or not; and the open records of Q6f. [APR, Q6a to
 * Q6d, Q6f]
 */
export const DATA_QUALITY_DETAIL = validationCsv<Detail>({
  name: 'APR_2026_Data_Quality_Detail.csv',
  families: ['ACTIVITY'],
  columns: [
    C.PersonalID,
    C.HouseholdID,
    C.EnrollmentID,
    C.LastName,
    C.FirstName,
    C.OrganizationName,
    C.ProjectName,
    C.ProjectType,
    C.RelationshipToHoH,
    C.AgeGroup,
    C.LeaverOrStayer,
    C.EntryDate,
    C.ExitDate,
    { key: 'Question', type: 'text', note: 'Q6a, Q6b, Q6c, Q6d or Q6f.', cell: ({ table }) => table },
    {
      key: 'Element',
      type: 'text',
      note: 'The HMIS CSV field where there is one; Contact or Bed Night in Q6f.',
      cell: ({ element }) => element,
    },
    { key: 'Class', type: 'text', note: `${Object.values(CLASSES).join('; ')}.`, cell: (detail) => detail.class },
    {
      key: 'ValueClass',
      type: 'text',
      note: 'What stands in the record, by its kind; never the value. Blank in Q6f.',
      cell: ({ value }) => value,
    },
    {
      key: 'Cell',
      type: 'text',
      note: "The cell of the question's table that counts the row; blank for one without a flaw.",
      cell: ({ cell }) => cell,
    },
  ],
  *details(slice, run, tally) {
    for (const client of clientsInOrder(slice, run.range)) {
      yield* qualityOf(client, run, tally);
      yield* openRecordOf(client, run, tally);
    }
  },
});

function* qualityOf(client: AprClient, run: ValidationRun, tally: TallyCounter): Iterable<Detail> {
  if (!run.isLatestInDataQuality(client.enrollment)) return;
  const elements = countedElements(client, run.range.to);
  const isAnyFlawed = (of: readonly CountedElement[]) => of.some(isFlawed);
  for (const { table, cell } of elements) if (cell !== null) tally.add(`${table}:${cell}`);
  if (isAnyFlawed(elements.filter(({ table }) => table === 'Q6a'))) tally.add('Q6a:E6');
  const chronic = elements.filter(({ table }) => table === 'Q6d');
  if (chronic.length > 0) {
    const row = projectTypeRow(client.project);
    tally.add(`Q6d:B${row}`);
    if (isAnyFlawed(chronic)) tally.add(`Q6d:H${row}`);
  }
  for (const { quality, ...element } of elements) yield { client, ...element, class: CLASSES[quality] };
}

function* openRecordOf(client: AprClient, run: ValidationRun, tally: TallyCounter): Iterable<Detail> {
  if (!run.isLatestInInactiveRecords(client.enrollment)) return;
  const record = q6f(client, run.range);
  if (record === null) return;
  const { row, element, isInactive } = record;
  tally.add(`Q6f:B${row}`);
  if (isInactive) tally.add(`Q6f:C${row}`);
  const cell = isInactive ? `C${row}` : null;
  yield { client, table: 'Q6f', element, class: CLASSES[isInactive ? 'inactive' : 'ok'], value: null, cell };
}

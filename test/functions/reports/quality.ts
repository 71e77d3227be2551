import type { Enrollment, Project, ProjectSlice } from '../../../functions/hmis/records.ts';
import rows from '../../../functions/reports/data-quality.ts';
import type { Cell } from '../../../shared/column.ts';
import { type EnrollmentFields, enrollment, project } from '../hmis/enrollment.ts';
import { type List, runOver, sliceOf } from './rows.ts';

/** The range of the tests: a year whose last day is 2022-09-30. */
export const YEAR = { from: '2021-10-01', to: '2022-09-30' };

/** A stay that began in January 2022 and has nothing wrong with it. */
export const flawless = (EnrollmentID: string, fields: EnrollmentFields = {}) =>
  enrollment({
    EnrollmentID,
    IncomeAtStart: 'ok',
    IncomeAtExit: 'ok',
    DateToStreetESSH: '2022-01-01',
    Destination: fields.ExitDate ? 410 : null,
    ExitUserID: 'U2',
    ...fields,
  });

export const quality = (enrollments: readonly Enrollment[], params: object = {}, where: Project = project()) =>
  qualityOf([sliceOf(enrollments, { project: where })], params);

export const qualityOf = (slices: readonly ProjectSlice[], params: object = {}) =>
  runOver(rows, slices, { ...YEAR, ...params });

/** Of each row the element and what is wrong with it. */
export const problems = (list: List) => list.rows.map(({ Element, Problem }) => [Element, Problem]);

/** The cells of HUD's tables that the summary's lines of the whole run give, `Q6a:B2`. */
export function hudCells({ summary }: List): Map<string, number> {
  const [keys, lines] = [summary?.columns.map(({ key }) => key) ?? [], summary?.rows ?? []];
  const cells = lines
    .map((line): Readonly<Record<string, Cell>> => Object.fromEntries(keys.map((key, i) => [key, line[i] ?? null])))
    .filter(({ Level, HUDTable }) => Level === 'Total' && HUDTable !== null)
    .flatMap((line) => cellsOf(line));
  return new Map(cells.map(([cell, value]) => [cell, Number(value)]));
}

/** HUD's tables have a row an element (Q6a to Q6c, Q6f), or a column (Q6d, Q6e). */
function cellsOf(line: Readonly<Record<string, Cell>>): [cell: string, value: Cell | undefined][] {
  const [, table, column, row] = /^(Q6.)(?: column (.))?(?:,? row (.))?$/.exec(String(line.HUDTable)) ?? [];
  if (table === 'Q6d')
    return column === 'H'
      ? [
          ['Q6d:B7', line.Records],
          ['Q6d:H7', line.ErrorRate],
        ]
      : [[`Q6d:${column}`, line.Total]];
  if (table === 'Q6e') return [[`Q6e:${column}${row}`, line.Total]];
  if (table === 'Q6f')
    return [
      [`Q6f:B${row}`, line.Records],
      [`Q6f:C${row}`, line.Total],
      [`Q6f:D${row}`, line.ErrorRate],
    ];
  return [
    [`${table}:B${row}`, line.DontKnow],
    [`${table}:C${row}`, line.Missing],
    [`${table}:D${row}`, line.DataIssue],
    [`${table}:E${row}`, line.Total],
    [`${table}:F${row}`, line.ErrorRate],
  ];
}

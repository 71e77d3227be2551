import type { SheetRun } from '../../../../addin/excel/report-workbook.ts';
import type { Cell } from '../../../../shared/column.ts';
import type { ReportLook } from '../../../../shared/look.ts';
import { column, sheetRun } from '../sheet-run.ts';

/** A client's stay: program, EnrollmentID, last name, days. */
export type Stay = readonly [program: string, enrollment: string, name: string, days: number];

export const STAYS: readonly Stay[] = [
  ['P1', 'E1', 'Archer', 10],
  ['P1', 'E2', 'Baker', 20],
  ['P2', 'E3', 'Cole', 30],
];

export const LOOK: ReportLook = {
  marks: [{ column: 'Status', words: { Overdue: 'late', Due: 'due' } }],
  outline: {
    levels: ['Total', 'Program'],
    shown: 2,
    members: { level: 'Client', by: 'ProjectID', as: { AverageDays: 'Days' } },
    columns: ['Level', 'ProjectID', 'LastName', 'Clients', 'AverageDays', 'EnrollmentID'],
  },
  chart: {
    title: 'Clients by program',
    level: 'Program',
    seriesBy: 'ProjectID',
    categories: ['Clients', 'AverageDays'],
    category: 'Figure',
    categoryAxis: 'Figures',
    valueAxis: 'Number',
  },
};

/** A run whose totals by program have the clients under each. Names go as the service would let them: blank where hidden. */
export function programsRun(stays: readonly Stay[], change: { hidePii?: boolean; look?: ReportLook } = {}): SheetRun {
  const { hidePii = true, look = LOOK } = change;
  const columns = [
    column('ProjectID', 'text'),
    column('PersonalID', 'text'),
    column('EnrollmentID', 'text'),
    column('LastName', 'text', true),
    column('Days', 'number'),
    column('Status', 'text'),
  ];
  const rows = stays.map(([program, enrollment, name, days]): Cell[] => [
    program,
    `of ${enrollment}`,
    enrollment,
    hidePii ? null : name,
    days,
    days > 15 ? 'Overdue' : 'Due',
  ]);
  const programs = [...new Set(stays.map(([program]) => program))];
  const line = (level: string, program: string | null, of: readonly Stay[]): Cell[] => [
    level,
    program,
    of.length,
    of.reduce((sum, [, , , days]) => sum + days, 0) / of.length,
  ];
  const run = sheetRun(rows, { columns, title: 'Clients in Programs', hidePii });
  return {
    ...run,
    result: {
      ...run.result,
      report: 'clients-in-programs',
      summary: {
        columns: [
          column('Level', 'text'),
          column('ProjectID', 'text'),
          column('Clients', 'number'),
          { ...column('AverageDays', 'number'), number: 'tenths' },
        ],
        rows: [
          ...programs.map((program) =>
            line(
              'Program',
              program,
              stays.filter(([of]) => of === program),
            ),
          ),
          line('Total', null, stays),
        ],
      },
      look,
    },
  };
}

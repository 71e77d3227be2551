import { signal } from '@preact/signals';
import { openWorkbook } from '../../../../../addin/excel/open-workbook.ts';
import type { ReportSheet } from '../../../../../addin/excel/report-workbook.ts';
import { FIRST_RATES } from '../../../../../addin/taskpane/state/estimate.ts';
import { createSheets, type Sheets } from '../../../../../addin/taskpane/state/sheets/create-sheets.ts';
import type { Saved } from '../../../../../addin/taskpane/state/sheets/edits.ts';
import { localTokens } from '../../../../../infra/local/cli/connect.ts';
import type { Sheet } from '../../../../../infra/local/workbook/book.ts';
import { shownText } from '../../../../../infra/local/workbook/display.ts';
import { type RunningExcel, startExcel } from '../../../../../infra/local/workbook/excel-in-node.ts';
import type { Context, Worksheet } from '../../../../infra/local/workbook/client.ts';
import type { TestService } from '../../../../service.ts';

/** A manager before a housing sheet of a real service's, in Microsoft's real client library. */
export interface HousingDesk {
  readonly excel: RunningExcel;
  readonly sheets: Sheets;
  readonly id: string;
  /** What a person does in the sheet, by Excel's own means. */
  user(act: (sheet: Worksheet, context: Context) => Promise<void> | void): Promise<void>;
  /** Types in cells of an enrollment's row, by header. */
  type(enrollmentId: string, cells: Readonly<Record<string, string | number>>): Promise<void>;
  /** The texts that an enrollment's row shows, by header; undefined where there is no such row. */
  row(enrollmentId: string): Record<string, string> | undefined;
  /** Presses Save changes, with a reason where the sheet shows names, and waits. */
  save(reason?: string): Promise<Saved>;
  saved(): Saved;
  /** Until nothing goes on any more. */
  ended(): Promise<void>;
  phase(): string | undefined;
  close(): void;
}

export async function openHousingDesk(service: TestService, hidePii = true): Promise<HousingDesk> {
  const excel = startExcel();
  const close = excel.install();
  const params = { headsOfHouseholdOnly: false, hidePii };
  const result = await service.run('manager', params, hidePii ? undefined : 'services', 'housing-status');
  const workbook = await openWorkbook();
  const { id } = await workbook.put({ title: 'Housing Status', result, by: 'Mara Ellis', at: new Date() }, {});
  const list = signal<readonly ReportSheet[]>(await workbook.reportSheets());
  const address = { url: service.url, tokens: localTokens(service, 'manager') };
  const sheets = createSheets({
    client: service.as('manager'),
    service: address,
    mayEdit: () => true,
    workbook: async () => workbook,
    by: () => 'Mara Ellis',
    rates: signal(FIRST_RATES),
    sheets: list,
    reread: async () => {
      list.value = await workbook.reportSheets();
    },
    follow: (course) => (course.to === 'alert' ? course.trouble : undefined),
    said: signal(''),
  });
  const sheet = (): Sheet => {
    const found = excel.book.sheets.find(({ properties }) => properties.get('hmis-sheets') === id);
    if (!found) throw new Error('There is no housing sheet.');
    return found;
  };
  const texts = () => {
    const { area } = sheet().tables[0] ?? { area: { rows: 0, columns: 0 } };
    return Array.from({ length: area.rows }, (_, row) =>
      Array.from({ length: area.columns }, (_, column) => shownText(sheet(), row, column)),
    );
  };
  const rowAt = (enrollmentId: string) => {
    const [headers = []] = texts();
    return texts().findIndex((line) => line[headers.indexOf('EnrollmentID')] === enrollmentId);
  };
  const user: HousingDesk['user'] = (act) =>
    excel.Excel.run(async (context) => {
      await act(context.workbook.worksheets.getItem(sheet().name), context);
      await context.sync();
    });
  const ended = async () => {
    while (sheets.working.value || sheets.queue.running.value) await new Promise((resolve) => setTimeout(resolve, 2));
  };
  const saved = () => {
    const saving = sheets.edits.savings.value.get(id);
    if (saving?.phase !== 'done') throw new Error('Nothing was saved.');
    return saving.saved;
  };
  return {
    excel,
    sheets,
    id,
    user,
    type: (enrollmentId, cells) =>
      user((own) => {
        const [headers = []] = texts();
        for (const [header, value] of Object.entries(cells)) {
          own.getRangeByIndexes(rowAt(enrollmentId), headers.indexOf(header), 1, 1).values = value as never;
        }
      }),
    row: (enrollmentId) => {
      const at = rowAt(enrollmentId);
      const [headers = [], ...rows] = texts();
      const line = at < 1 ? undefined : rows[at - 1];
      return line && Object.fromEntries(headers.map((header, i) => [header, line[i] ?? '']));
    },
    save: async (reason) => {
      sheets.save(id);
      if (reason !== undefined) {
        sheets.reason.value = { choice: reason, words: '' };
        sheets.answerReason();
      }
      await ended();
      return saved();
    },
    saved,
    ended,
    phase: () => sheets.queue.turns.value.get(id)?.phase,
    close,
  };
}

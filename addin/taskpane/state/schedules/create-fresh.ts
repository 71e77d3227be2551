import { type ReadonlySignal, signal } from '@preact/signals';
import { loadReport } from '../../../../shared/load-report.ts';
import { keyOf } from '../../../../shared/report.ts';
import type { ReportSheet } from '../../../excel/report-workbook.ts';
import type { SheetKeeper } from '../../../excel/sheet-keeper.ts';
import { SCHEDULES_WORDS } from '../../schedules-words.ts';
import { SHEETS_WORDS } from '../../sheets-words.ts';
import type { Notice } from '../sheets/notice.ts';
import { type FilesOfSchedules, type FreshFile, freshFiles, openScheduled } from './fresh-files.ts';

/** What is known of files that are newer than the workbook's sheets. */
export interface Fresh {
  readonly files: ReadonlySignal<readonly FreshFile[]>;
  /** Looks whether there are any: what cannot be found out is none, for a refresh does without. Nothing is thrown. */
  look(): Promise<void>;
  /** Joins a file into its sheet as a refresh does, and says what came of it; throws what the service or Excel said. */
  refresh(keeper: SheetKeeper, fresh: FreshFile, by: string): Promise<Notice>;
}

export function createFresh(client: FilesOfSchedules, sheets: () => readonly ReportSheet[]): Fresh {
  const files = signal<readonly FreshFile[]>([]);
  return {
    files,
    async look() {
      files.value = await freshFiles(client, sheets()).catch(() => []);
    },
    async refresh(keeper, { sheet, file }, by) {
      const { run } = await openScheduled(client, file.id);
      const report = await loadReport(run.report);
      const at = new Date(file.askedAt);
      const answer = await keeper.refresh(sheet.id, { title: report.title, by, at, result: run }, keyOf(report), {});
      const { proof } = SHEETS_WORDS;
      return {
        intent: 'success',
        title: SCHEDULES_WORDS.fresh.done(answer.sheet),
        lines: [
          proof.rows(answer.proof),
          proof.counts(answer.proof),
          proof.data(run.snapshot.exportDate, answer.exportDateBefore),
        ],
      };
    },
  };
}

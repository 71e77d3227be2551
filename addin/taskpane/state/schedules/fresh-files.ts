import type { FileStatus } from '../../../../shared/contract/files.ts';
import type { SavedParams } from '../../../../shared/contract/saved.ts';
import { loadReport } from '../../../../shared/load-report.ts';
import { isRunOf } from '../../../../shared/moving-params.ts';
import type { ReportSheet } from '../../../excel/report-workbook.ts';
import { fetchFile } from '../../../files/download.ts';
import type { FilesClient } from '../../../service/files-client.ts';
import type { SavedClient } from '../../../service/saved-client.ts';
import type { SchedulesClient } from '../../../service/schedules-client.ts';

export type FilesOfSchedules = FilesClient & SchedulesClient & SavedClient;

/** A file that a schedule made. */
export type ScheduledFile = FileStatus & { readonly kind: 'report' };

/** A sheet and a file of the same question with newer data. */
export interface FreshFile {
  readonly sheet: ReportSheet;
  readonly file: ScheduledFile;
}

/**
 * The sheets of a workbook for which a schedule of the person has made a file with newer data, each with the newest. A
 * housing sheet is none: its trackers live on, and edits are not to be weighed against a file. Throws as the calls do.
 */
export async function freshFiles(
  client: FilesOfSchedules,
  sheets: readonly ReportSheet[],
): Promise<readonly FreshFile[]> {
  const candidates = sheets.filter(({ part, tracker, state }) => !part && !tracker && state === 'whole');
  if (candidates.length === 0) return [];
  const { schedules } = await client.schedules();
  const own = schedules.filter((one) => one.own && candidates.some(({ report }) => report === one.report));
  if (own.length === 0) return [];
  const { files } = await client.files();
  const fresh = new Map<string, FreshFile>();
  for (const { id, setting, report } of own) {
    const [file] = files.filter((one) => isReadyOf(one, id)).sort((a, b) => (dataOf(a) < dataOf(b) ? 1 : -1));
    const older = candidates.filter((sheet) => sheet.report === report && file && sheet.exportDate < dataOf(file));
    if (file?.kind !== 'report' || older.length === 0) continue;
    const params = await paramsOf(client, setting);
    const { parameters } = await loadReport(report);
    for (const sheet of older) {
      if (params && isRunOf(parameters, params, sheet.params)) fresh.set(sheet.id, { sheet, file });
    }
  }
  return [...fresh.values()];
}

function isReadyOf(file: FileStatus, schedule: string): boolean {
  return file.kind === 'report' && file.own && file.schedule === schedule && file.state === 'ready';
}

function dataOf(file: FileStatus): string {
  return file.exportDate ?? '';
}

/** A setting that is gone is no reason to tell of anything: its schedule says so. */
async function paramsOf(
  client: SavedClient,
  setting: Parameters<SavedClient['setting']>[0],
): Promise<SavedParams | undefined> {
  return client.setting(setting).then(
    (answer) => answer.setting.params,
    () => undefined,
  );
}

/** A scheduled file with its password, fetched and opened; both calls are kept in the trail. Throws as they do. */
export async function openScheduled(client: FilesOfSchedules, id: string) {
  const { url, name } = await client.downloadFile(id);
  const { password } = await client.filePassword(id);
  const zip = await fetchFile(url);
  const { readReportFile } = await import('../../../files/report-file.ts');
  return { zip, name, password, run: await readReportFile(zip, password) };
}

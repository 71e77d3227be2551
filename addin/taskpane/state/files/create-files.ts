import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { FileStatus } from '../../../../shared/contract/files.ts';
import type { CalendarDate } from '../../../../shared/dates.ts';
import { addDays, addYears } from '../../../../shared/dates.ts';
import { HmisError } from '../../../../shared/errors.ts';
import { generateFilePassword } from '../../../../shared/file-password.ts';
import type { ReportWorkbook } from '../../../excel/report-workbook.ts';
import type { AnnualComparison } from '../../../files/compare-annual.ts';
import { fetchFile } from '../../../files/download.ts';
import type { OpenZip } from '../../../files/open-zip.ts';
import type { FilesClient } from '../../../service/files-client.ts';
import type { RunClient } from '../../../service/run-client.ts';
import { FILES_WORDS } from '../../files-words.ts';
import { courseOf, type Trouble } from '../trouble.ts';
import { type AskErrors, type AskForm, requestOf } from './ask-form.ts';
import type { Period } from './own-annual.ts';

export interface FilesParts {
  readonly client: RunClient & FilesClient;
  readonly openWorkbook: () => Promise<ReportWorkbook>;
  readonly said: Signal<string>;
  readonly signInAgain: () => void;
  /** The service was not reached. */
  readonly losing: () => void;
}

/** A zip that was chosen: not opened yet, or open. What it holds is in memory, as long as it is shown. */
export type Zip =
  | { readonly phase: 'closed'; readonly blob: Blob; readonly error?: string | undefined; readonly opening?: boolean }
  | {
      readonly phase: 'open';
      readonly zip: OpenZip;
      readonly putting?: Putting | undefined;
      readonly put?: Put | undefined;
      readonly period?: Period;
      readonly compared?: Compared | undefined;
    };

interface Putting {
  readonly name: string;
  readonly rows: number;
  readonly of: number;
}

interface Put {
  readonly sheet: string;
  readonly rows: number;
  readonly filtered: boolean;
  readonly missing: number | undefined;
}

/** How a file and our own annual list agree; `none` where the file cannot be compared. */
export type Compared = 'running' | 'none' | AnnualComparison;

export interface Asking {
  readonly form: AskForm;
  readonly errors: AskErrors;
  readonly sending: boolean;
}

/** All that the part about files knows, and all it can do. */
export interface Files {
  readonly list: ReadonlySignal<readonly FileStatus[] | undefined>;
  readonly asking: ReadonlySignal<Asking | undefined>;
  readonly zip: ReadonlySignal<Zip | undefined>;
  readonly trouble: ReadonlySignal<Trouble | undefined>;
  /** What has just been done. */
  readonly done: ReadonlySignal<string | undefined>;
  load(): Promise<void>;
  startAsking(asOf: CalendarDate): void;
  change(form: Partial<AskForm>): void;
  ask(): Promise<void>;
  stopAsking(): void;
  download(file: FileStatus): Promise<void>;
  choose(blob: Blob): void;
  open(password: string): Promise<void>;
  put(name: string): Promise<void>;
  compare(period: Period): Promise<void>;
  closeZip(): void;
  remove(file: FileStatus): Promise<void>;
  dismiss(): void;
}

const newPassword = () => generateFilePassword((bytes) => crypto.getRandomValues(bytes));

export function createFiles({ client, openWorkbook, said, signInAgain, losing }: FilesParts): Files {
  const list = signal<readonly FileStatus[] | undefined>();
  const asking = signal<Asking | undefined>();
  const zip = signal<Zip | undefined>();
  const trouble = signal<Trouble | undefined>();
  const done = signal<string | undefined>();

  /** Does something that can be refused, and tells the refusal. */
  async function trying(work: () => Promise<void>, fields: readonly string[] = []): Promise<AskErrors> {
    trouble.value = undefined;
    done.value = undefined;
    try {
      await work();
    } catch (error) {
      const course = courseOf(error, fields);
      if (course.to === 'field') return { [course.field]: course.message };
      if (course.to === 'signIn') signInAgain();
      if (course.to === 'unreachable') losing();
      if (course.to === 'alert') trouble.value = course.trouble;
    }
    return {};
  }

  function tell(words: string): void {
    done.value = words;
    said.value = words;
  }

  const load = async () => {
    await trying(async () => {
      list.value = (await client.files()).files;
    });
  };

  return {
    list,
    asking,
    zip,
    trouble,
    done,
    load,
    startAsking(asOf) {
      done.value = undefined;
      const form: AskForm = {
        from: addDays(addYears(asOf, -1), 1),
        to: asOf,
        projects: [],
        reason: '',
        protection: 'own',
        password: '',
        again: '',
        generated: newPassword(),
      };
      asking.value = { form, errors: {}, sending: false };
    },
    change(changed) {
      const now = asking.value;
      if (now) asking.value = { ...now, form: { ...now.form, ...changed } };
    },
    async ask() {
      const now = asking.value;
      if (!now || now.sending) return;
      const checked = requestOf(now.form);
      if ('errors' in checked) {
        asking.value = { ...now, errors: checked.errors };
        return;
      }
      asking.value = { ...now, errors: {}, sending: true };
      const errors = await trying(async () => {
        const asked = await client.createFile(checked.request);
        // The passwords go with the form.
        asking.value = undefined;
        list.value = [asked, ...(list.value ?? [])];
        tell(FILES_WORDS.form.asked);
      }, ['from', 'to', 'projects', 'reason', 'password']);
      if (asking.value) asking.value = { ...asking.value, errors, sending: false };
    },
    stopAsking() {
      asking.value = undefined;
    },
    async download({ id }) {
      await trying(async () => {
        const { url } = await client.downloadFile(id);
        zip.value = { phase: 'closed', blob: await fetchFile(url) };
      });
    },
    choose(blob) {
      trouble.value = undefined;
      zip.value = { phase: 'closed', blob };
    },
    async open(password) {
      const now = zip.value;
      if (now?.phase !== 'closed' || now.opening) return;
      zip.value = { phase: 'closed', blob: now.blob, opening: true };
      try {
        const { openZip } = await import('../../../files/open-zip.ts');
        const opened = await openZip(now.blob, password === '' ? undefined : password);
        const period = await periodOf(opened);
        if (zip.value?.phase === 'closed') zip.value = { phase: 'open', zip: opened, ...(period ? { period } : {}) };
      } catch (error) {
        const refused = error instanceof HmisError;
        zip.value = { phase: 'closed', blob: now.blob, ...(refused ? { error: error.message } : {}) };
        if (!refused) await trying(() => Promise.reject(error));
      }
    },
    async put(name) {
      const now = zip.value;
      if (now?.phase !== 'open' || now.putting) return;
      const open = { ...now, putting: undefined, put: undefined } as const;
      zip.value = { ...open, putting: { name, rows: 0, of: 0 } };
      await trying(async () => {
        await openWorkbook();
        const [{ csvTable }, { annualTable }, { putTable }] = await Promise.all([
          import('../../../files/csv-table.ts'),
          import('../../../files/annual-table.ts'),
          import('../../../excel/put-table.ts'),
        ]);
        const { columns, rows, required, missing } = annualTable(
          csvTable(await now.zip.read(name)),
          FILES_WORDS.missingColumn,
        );
        const title = name.replace(/^.*\//, '').replace(/\.csv$/i, '');
        const { sheet } = await putTable(
          { title, columns, rows, filter: required },
          {
            onProgress: (written) => {
              if (zip.value?.phase === 'open')
                zip.value = { ...open, putting: { name, rows: written, of: rows.length } };
            },
          },
        );
        const filtered = required !== undefined && required.values.length > 0;
        if (zip.value?.phase === 'open') zip.value = { ...open, put: { sheet, rows: rows.length, filtered, missing } };
        said.value = FILES_WORDS.zip.done(sheet, rows.length);
      });
      if (zip.value?.phase === 'open' && zip.value.putting) zip.value = open;
    },
    async compare(period) {
      const now = zip.value;
      if (now?.phase !== 'open' || now.compared === 'running') return;
      const show = (compared: Compared | undefined) => {
        if (zip.value?.phase === 'open') zip.value = { ...zip.value, compared };
      };
      show('running');
      await trying(async () => {
        const [{ compareZip }, { ownAnnual }] = await Promise.all([
          import('../../../files/compare-zip.ts'),
          import('./own-annual.ts'),
        ]);
        show((await compareZip(now.zip, await ownAnnual(client, period))) ?? 'none');
      });
      if (zip.value?.phase === 'open' && zip.value.compared === 'running') show(undefined);
    },
    closeZip() {
      zip.value = undefined;
    },
    async remove({ id }) {
      await trying(async () => {
        list.value = (await client.deleteFile(id)).files;
        tell(FILES_WORDS.removed);
      });
    },
    dismiss() {
      trouble.value = undefined;
      done.value = undefined;
    },
  };
}

/** What our own zips say in their manifest; undefined for any other. */
async function periodOf(zip: OpenZip): Promise<Period | undefined> {
  if (!zip.files.some(({ name }) => name === 'manifest.json')) return undefined;
  try {
    const { parameters } = JSON.parse(new TextDecoder().decode(await zip.read('manifest.json'))) as {
      parameters: Period;
    };
    const { from, to, projects } = parameters;
    return { from: String(from), to: String(to), projects: projects.map(String) };
  } catch {
    return undefined;
  }
}

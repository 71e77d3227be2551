import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { SettingFacts } from '../../../../shared/contract/saved.ts';
import type { ScheduleAct, ScheduleList } from '../../../../shared/contract/schedules.ts';
import { type CalendarDate, isCalendarDate } from '../../../../shared/dates.ts';
import { loadReport } from '../../../../shared/load-report.ts';
import { movingParams } from '../../../../shared/moving-params.ts';
import { isPiiReason } from '../../../../shared/pii-reasons.ts';
import { type Rhythm, TIME_OF_DAY, type Weekday } from '../../../../shared/rhythm.ts';
import type { RunResult } from '../../../../shared/run-result.ts';
import type { ReportSheet, ReportWorkbook } from '../../../excel/report-workbook.ts';
import { SCHEDULES_WORDS } from '../../schedules-words.ts';
import type { Reason } from '../reason.ts';
import { NO_REASON, wordsOf } from '../reason.ts';
import { courseOf, type Trouble } from '../trouble.ts';
import { type FilesOfSchedules, openScheduled, type ScheduledFile } from './fresh-files.ts';

export interface SchedulesParts {
  readonly client: FilesOfSchedules;
  readonly openWorkbook: () => Promise<ReportWorkbook>;
  readonly said: Signal<string>;
  readonly signInAgain: () => void;
  /** The service was not reached. */
  readonly losing: () => void;
}

/** What can be run: a saved setting, or what a sheet of the workbook asked, which is then saved. */
export type Source =
  | { readonly key: string; readonly from: 'setting'; readonly setting: SettingFacts }
  | { readonly key: string; readonly from: 'sheet'; readonly sheet: ReportSheet };

export interface ScheduleForm {
  readonly sources: readonly Source[];
  readonly source: string;
  /** What the chosen one shows names for; undefined while that is not known. */
  readonly showsNames: boolean | undefined;
  readonly name: string;
  readonly every: Rhythm['every'];
  readonly weekday: Weekday;
  readonly monthDay: number;
  readonly at: string;
  readonly reason: Reason;
  readonly errors: Readonly<Partial<Record<'source' | 'name' | 'at' | 'reason', string>>>;
  readonly sending: boolean;
}

/** A file that a schedule made, open in the pane. What it holds is in memory, as long as it is shown. */
export interface OpenedFile {
  readonly file: ScheduledFile;
  /** Undefined while it comes. */
  readonly content?: { readonly zip: Blob; readonly name: string; readonly password: string; readonly run: RunResult };
  readonly putting?: boolean;
}

/** All that the part about schedules knows, and all it can do. Nothing it does throws. */
export interface Schedules {
  readonly list: ReadonlySignal<ScheduleList | undefined>;
  readonly form: ReadonlySignal<ScheduleForm | undefined>;
  readonly opened: ReadonlySignal<OpenedFile | undefined>;
  readonly trouble: ReadonlySignal<Trouble | undefined>;
  /** What has just been done. */
  readonly done: ReadonlySignal<string | undefined>;
  load(): Promise<void>;
  startForm(): Promise<void>;
  choose(key: string): Promise<void>;
  change(form: Partial<ScheduleForm>): void;
  /** `asOf`: the day the data is as of now. */
  make(asOf: CalendarDate): Promise<void>;
  stopForm(): void;
  act(id: string, act: ScheduleAct): Promise<void>;
  end(id: string): Promise<void>;
  open(file: ScheduledFile): Promise<void>;
  /** `by`: who puts it there, by name. */
  put(by: string): Promise<void>;
  closeFile(): void;
  dismiss(): void;
}

export function createSchedules({ client, openWorkbook, said, signInAgain, losing }: SchedulesParts): Schedules {
  const list = signal<ScheduleList | undefined>();
  const form = signal<ScheduleForm | undefined>();
  const opened = signal<OpenedFile | undefined>();
  const trouble = signal<Trouble | undefined>();
  const done = signal<string | undefined>();

  async function trying(work: () => Promise<void>): Promise<void> {
    trouble.value = undefined;
    done.value = undefined;
    try {
      await work();
    } catch (error) {
      const course = courseOf(error, []);
      if (course.to === 'signIn') signInAgain();
      if (course.to === 'unreachable') losing();
      if (course.to === 'alert') trouble.value = course.trouble;
    }
  }

  function tell(words: string): void {
    done.value = words;
    said.value = words;
  }

  /** What was wrong is looked at anew when the form is sent again. */
  const change = (changed: Partial<ScheduleForm>) => {
    if (form.value) form.value = { ...form.value, errors: {}, ...changed };
  };

  return {
    list,
    form,
    opened,
    trouble,
    done,
    load: () =>
      trying(async () => {
        list.value = await client.schedules();
      }),
    startForm: () =>
      trying(async () => {
        const { settings } = await client.settings();
        const sheets = await sheetsOf(openWorkbook);
        form.value = {
          sources: [
            ...settings.map((setting) => ({ key: `setting ${setting.id}`, from: 'setting', setting }) as const),
            ...sheets.map((sheet) => ({ key: `sheet ${sheet.id}`, from: 'sheet', sheet }) as const),
          ],
          source: '',
          showsNames: false,
          name: '',
          every: 'week',
          weekday: 1,
          monthDay: 1,
          at: '07:00',
          reason: NO_REASON,
          errors: {},
          sending: false,
        };
      }),
    async choose(key) {
      const source = form.value?.sources.find((one) => one.key === key);
      change({ source: key, name: source?.from === 'sheet' ? source.sheet.title : '', showsNames: undefined });
      if (source?.from === 'sheet') change({ showsNames: !source.sheet.piiHidden });
      if (source?.from !== 'setting') return;
      await trying(async () => {
        const { setting } = await client.setting(source.setting);
        if (form.value?.source === key) change({ showsNames: setting.params.hidePii === false });
      });
    },
    change,
    async make(asOf) {
      const now = form.value;
      if (!now || now.sending) return;
      const source = now.sources.find(({ key }) => key === now.source);
      const errors = errorsOf(now, source);
      change({ errors });
      if (!source || Object.keys(errors).length > 0) return;
      change({ sending: true });
      await trying(async () => {
        const setting = source.from === 'setting' ? source.setting : await saved(client, source.sheet, now.name, asOf);
        const request = {
          setting: { id: setting.id, organization: setting.organization },
          rhythm: rhythmOf(now),
          ...(now.showsNames ? { reason: wordsOf(now.reason) } : {}),
        };
        list.value = await client.makeSchedule(crypto.randomUUID(), request);
        form.value = undefined;
        tell(SCHEDULES_WORDS.done.make);
      });
      change({ sending: false });
    },
    stopForm() {
      form.value = undefined;
    },
    act: (id, act) =>
      trying(async () => {
        list.value = await client.changeSchedule(id, act);
        tell(SCHEDULES_WORDS.done[act]);
      }),
    end: (id) =>
      trying(async () => {
        list.value = await client.endSchedule(id);
        tell(SCHEDULES_WORDS.done.end);
      }),
    async open(file) {
      opened.value = { file };
      await trying(async () => {
        const content = await openScheduled(client, file.id);
        if (opened.value?.file.id === file.id) opened.value = { file, content };
      });
      const { value } = opened;
      if (value?.file.id === file.id && value.content === undefined) opened.value = undefined;
    },
    async put(by) {
      const now = opened.value;
      if (!now?.content || now.putting) return;
      const { file, content } = now;
      opened.value = { file, content, putting: true };
      await trying(async () => {
        const workbook = await openWorkbook();
        const { title } = await loadReport(content.run.report);
        const { sheet } = await workbook.put({ title, by, at: new Date(file.askedAt), result: content.run }, {});
        tell(SCHEDULES_WORDS.file.putDone(sheet));
      });
      if (opened.value?.putting) opened.value = { file, content };
    },
    closeFile() {
      opened.value = undefined;
      done.value = undefined;
    },
    dismiss() {
      trouble.value = undefined;
      done.value = undefined;
    },
  };
}

/** The reports of the workbook that can run by themselves; none where Excel says no. */
async function sheetsOf(openWorkbook: SchedulesParts['openWorkbook']): Promise<readonly ReportSheet[]> {
  try {
    const sheets = await (await openWorkbook()).reportSheets();
    return sheets.filter(({ part }) => part === undefined);
  } catch {
    return [];
  }
}

function errorsOf({ name, at, showsNames, reason }: ScheduleForm, source: Source | undefined): ScheduleForm['errors'] {
  const words = SCHEDULES_WORDS.form.errors;
  return {
    ...(source ? {} : { source: words.source }),
    ...(source?.from === 'sheet' && name.trim() === '' ? { name: words.name } : {}),
    ...(TIME_OF_DAY.test(at) ? {} : { at: words.at }),
    ...(showsNames && !isPiiReason(wordsOf(reason)) ? { reason: words.reason } : {}),
  };
}

function rhythmOf({ every, weekday, monthDay, at }: ScheduleForm): Rhythm {
  switch (every) {
    case 'day':
      return { every, at };
    case 'week':
      return { every, on: weekday, at };
    case 'month':
      return { every, on: monthDay, at };
  }
}

/** What a sheet asked, saved as a setting of one's own, with dates that move on where they did. */
async function saved(client: FilesOfSchedules, sheet: ReportSheet, name: string, asOf: CalendarDate) {
  const { parameters } = await loadReport(sheet.report);
  const days = [asOf, sheet.exportDate].filter(isCalendarDate);
  const ref = { id: crypto.randomUUID(), organization: null };
  const params = movingParams(parameters, sheet.params, days);
  await client.putSetting(ref, { version: 0, name: name.trim(), report: sheet.report, params });
  return ref;
}

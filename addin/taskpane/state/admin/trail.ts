import { type ReadonlySignal, signal } from '@preact/signals';
import type { AuditCheck } from '../../../../shared/contract/trail.ts';
import { addDays, type CalendarDate, type DateRange, daysBetween, isCalendarDate } from '../../../../shared/dates.ts';
import { loadReport } from '../../../../shared/load-report.ts';
import type { AnyReport } from '../../../../shared/report.ts';
import type { AdminClient } from '../../../service/admin-client.ts';
import { type Course, courseOf, type Trouble } from '../trouble.ts';
import type { PutInSheet, PutList } from './put-in-sheet.ts';
import { allUnread, readBack, type TrailEntry, type TrailFilter, type Unread } from './read-back.ts';
import { filterOf, isWithin, type TrailErrors, type TrailForm, trailErrors } from './trail-form.ts';
import { trailTable } from './trail-table.ts';
import { utcDaysOf, type ZonedTime } from './zoned-time.ts';

export type TrailView =
  | { readonly phase: 'none' }
  /** `entries` of what was read so far; empty while the first are on their way. */
  | (Shown & { readonly phase: 'reading' })
  | (Shown & { readonly phase: 'shown' });

interface Shown {
  readonly range: DateRange;
  /** Newest first. */
  readonly entries: readonly TrailEntry[];
  /** Whether there are others, older ones. */
  readonly more: boolean;
}

export interface Fault {
  readonly day: CalendarDate;
  readonly shard: number;
  readonly seq: number;
  readonly what: AuditCheck['faults'][number]['what'];
}

export type Check =
  | { readonly phase: 'none' }
  | { readonly phase: 'checking'; readonly done: number; readonly of: number }
  | {
      readonly phase: 'checked';
      readonly range: DateRange;
      readonly entries: number;
      readonly faults: readonly Fault[];
    };

export interface TrailParts {
  readonly client: Pick<AdminClient, 'audit' | 'checkAudit'>;
  readonly time: ZonedTime;
  readonly now: () => Date;
  readonly follow: (course: Course) => Trouble | undefined;
  readonly put: PutInSheet;
}

/** Whether all that was asked for is on its way into a sheet, or stands in one. */
export type TrailPut = 'none' | 'putting' | PutList;

export interface Trail {
  readonly time: ZonedTime;
  readonly form: ReadonlySignal<TrailForm>;
  readonly errors: ReadonlySignal<TrailErrors>;
  readonly mendings: ReadonlySignal<number>;
  readonly view: ReadonlySignal<TrailView>;
  readonly check: ReadonlySignal<Check>;
  readonly put: ReadonlySignal<TrailPut>;
  readonly trouble: ReadonlySignal<Trouble | undefined>;
  /** The reports that entries tell of, by id, as far as there still are such. */
  readonly reports: ReadonlySignal<ReadonlyMap<string, AnyReport>>;
  change(change: Partial<TrailForm>): void;
  read(): Promise<void>;
  more(): Promise<void>;
  verify(): Promise<void>;
  /** Puts every entry of what is shown in a new sheet, the ones not read yet too. */
  putAll(): Promise<void>;
  /** What was refused, once more. */
  again(): Promise<void>;
  /** Stops whatever is on its way. */
  cancel(): void;
  /** Takes back what would ask for attention once more. */
  dismiss(): void;
  dismissCheck(): void;
}

/** So many entries are added at once. */
const ENTRIES = 50;
const DEFAULT_DAYS = 7;

/** The trail's form, what was read of it and whether it is whole. Nothing it does throws. */
export function createTrail({ client, time, now, follow, put: putTable }: TrailParts): Trail {
  const today = time.dayOf(now().toISOString());
  const form = signal<TrailForm>({ from: addDays(today, 1 - DEFAULT_DAYS), to: today, who: '', what: '' });
  const errors = signal<TrailErrors>({});
  const mendings = signal(0);
  const view = signal<TrailView>({ phase: 'none' });
  const check = signal<Check>({ phase: 'none' });
  const put = signal<TrailPut>('none');
  const trouble = signal<Trouble | undefined>();
  const reports = signal<ReadonlyMap<string, AnyReport>>(new Map());
  let refused: (() => Promise<void>) | undefined;
  let stop = new AbortController();
  let filter: TrailFilter = {};
  let unread: Unread | undefined;
  let waiting: readonly TrailEntry[] = [];

  /** The days asked for; undefined where they have to be mended first. */
  function askedRange(): DateRange | undefined {
    const wrong = trailErrors(form.value);
    errors.value = wrong;
    const { from, to } = form.value;
    if (Object.keys(wrong).length === 0 && isCalendarDate(from) && isCalendarDate(to)) return { from, to };
    mendings.value++;
    return undefined;
  }

  /** One activity at a time: what an earlier one still has to say is dropped. */
  async function act(what: () => Promise<void>, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const own = new AbortController();
    stop.abort();
    stop = own;
    trouble.value = undefined;
    try {
      await work(own.signal);
    } catch (error) {
      if (stop !== own) return;
      cancel();
      refused = what;
      trouble.value = follow(courseOf(error, []));
    }
  }

  async function readOn(range: DateRange, shown: readonly TrailEntry[]): Promise<void> {
    view.value = { phase: 'reading', range, entries: shown, more: false };
    await act(shown.length > 0 ? more : read, async (signal) => {
      let [left, rest] = [unread, waiting];
      while (rest.length < ENTRIES && left) {
        const older = await readBack(client, filter, left, signal);
        rest = [...rest, ...older.entries.filter(({ at }) => isWithin(time.dayOf(at), range))];
        left = older.left;
      }
      const next = rest.slice(0, ENTRIES);
      await learnReports(next);
      if (signal.aborted) return;
      [unread, waiting] = [left, rest.slice(ENTRIES)];
      const others = unread !== undefined || waiting.length > 0;
      view.value = { phase: 'shown', range, entries: [...shown, ...next], more: others };
    });
  }

  /** A report that is there no more is told by its id. */
  async function learnReports(entries: readonly TrailEntry[]): Promise<void> {
    const ids = new Set(entries.flatMap(({ details }) => (typeof details.report === 'string' ? [details.report] : [])));
    const unknown = [...ids].filter((id) => !reports.value.has(id));
    const loaded = await Promise.all(unknown.map((id) => loadReport(id).catch(() => undefined)));
    const found = loaded.flatMap((report) => (report ? [[report.id, report] as const] : []));
    if (found.length > 0) reports.value = new Map([...reports.value, ...found]);
  }

  function cancel(): void {
    stop.abort();
    stop = new AbortController();
    if (view.value.phase === 'reading') {
      const { range, entries } = view.value;
      view.value = entries.length > 0 ? { phase: 'shown', range, entries, more: true } : { phase: 'none' };
    }
    if (check.value.phase === 'checking') check.value = { phase: 'none' };
    put.value = 'none';
  }

  async function read(): Promise<void> {
    cancel();
    const range = askedRange();
    if (!range) return;
    filter = filterOf(form.value);
    unread = allUnread(utcDaysOf(range, time));
    waiting = [];
    await readOn(range, []);
  }

  async function more(): Promise<void> {
    if (view.value.phase === 'shown' && view.value.more) await readOn(view.value.range, view.value.entries);
  }

  async function verify(): Promise<void> {
    cancel();
    const local = askedRange();
    if (!local) return;
    const range = utcDaysOf(local, time);
    const of = daysBetween(range.from, range.to) + 1;
    check.value = { phase: 'checking', done: 0, of };
    await act(verify, async (signal) => {
      const faults: Fault[] = [];
      let entries = 0;
      for (let n = 0; n < of; n += 1) {
        const answer = await client.checkAudit({ day: addDays(range.from, n) }, { signal });
        if (signal.aborted) return;
        entries += answer.entries;
        faults.push(...answer.faults.map((fault) => ({ day: answer.day, ...fault })));
        check.value = { phase: 'checking', done: n + 1, of };
      }
      check.value = { phase: 'checked', range, entries, faults };
    });
  }

  async function putAll(): Promise<void> {
    if (view.value.phase !== 'shown') return;
    const { range } = view.value;
    put.value = 'putting';
    await act(putAll, async (signal) => {
      const table = await trailTable(client, { range, filter, time }, signal);
      const standing = await putTable(table);
      if (!signal.aborted) put.value = standing;
    });
  }

  return {
    time,
    form,
    errors,
    mendings,
    view,
    check,
    trouble,
    reports,
    change: (change) => {
      form.value = { ...form.value, ...change };
      errors.value = {};
    },
    read,
    more,
    verify,
    putAll,
    put,
    again: async () => await refused?.(),
    cancel,
    dismiss: () => {
      mendings.value = 0;
      trouble.value = undefined;
      if (put.value !== 'putting') put.value = 'none';
    },
    dismissCheck: () => {
      if (check.value.phase === 'checked') check.value = { phase: 'none' };
    },
  };
}

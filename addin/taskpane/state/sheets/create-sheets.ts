import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { isPiiReason } from '../../../../shared/pii-reasons.ts';
import type { ReportSheet } from '../../../excel/report-workbook.ts';
import type { CopiedSheet, SheetKeeper } from '../../../excel/sheet-keeper.ts';
import { SHEETS_WORDS } from '../../sheets-words.ts';
import type { Reason } from '../form.ts';
import { NO_REASON, wordsOf } from '../reason.ts';
import { courseOf, type Trouble, troubleOf } from '../trouble.ts';
import { createQueue, type Queue, type QueueParts } from './create-queue.ts';
import { tallied } from './turn.ts';

export interface SheetsParts extends Omit<QueueParts, 'sheets'> {
  readonly sheets: ReadonlySignal<readonly ReportSheet[]>;
  /** For the polite live region. */
  readonly said: Signal<string>;
}

/** What is asked before something is done. */
export type Asking =
  | { readonly about: 'reason'; readonly ids: readonly string[]; readonly names: number }
  | { readonly about: 'removal' };

/** What was done, in words. */
export interface Notice {
  readonly intent: 'success' | 'warning';
  readonly title: string;
  readonly lines: readonly string[];
}

/** All that the pane knows of the workbook's reports, and all it can do with them. Nothing it does throws. */
export interface Sheets {
  readonly list: ReadonlySignal<readonly ReportSheet[]>;
  readonly queue: Queue;
  readonly copies: ReadonlySignal<readonly CopiedSheet[]>;
  readonly asking: ReadonlySignal<Asking | undefined>;
  readonly reason: Signal<Reason>;
  readonly reasonMissing: ReadonlySignal<boolean>;
  readonly trouble: ReadonlySignal<Trouble | undefined>;
  readonly notice: ReadonlySignal<Notice | undefined>;
  /** True while something other than the queue is at the workbook. */
  readonly working: ReadonlySignal<boolean>;
  /** Refreshes these sheets; asks for a reason first where any of them shows names. */
  readonly refresh: (ids: readonly string[]) => void;
  readonly answerReason: () => void;
  /** Leaves out the sheets that show names. */
  readonly withoutNames: () => void;
  readonly askRemoval: () => void;
  readonly removeData: () => Promise<void>;
  readonly back: () => void;
  readonly toggleChanges: (id: string) => Promise<void>;
  readonly staticCopy: (id: string) => Promise<void>;
  readonly adopt: (sheet: string) => Promise<void>;
  readonly keepAsCopy: (sheet: string) => Promise<void>;
  readonly dismiss: () => void;
  readonly reread: () => Promise<void>;
}

export function createSheets(parts: SheetsParts): Sheets {
  const queue = createQueue({ ...parts, sheets: () => parts.sheets.peek(), reread });
  const copies = signal<readonly CopiedSheet[]>([]);
  const asking = signal<Asking | undefined>();
  const reason = signal<Reason>(NO_REASON);
  const reasonMissing = signal(false);
  const trouble = signal<Trouble | undefined>();
  const notice = signal<Notice | undefined>();
  const working = signal(false);

  const keeper = async (): Promise<SheetKeeper> => (await parts.workbook()).keeper();

  async function reread(): Promise<void> {
    await parts.reread();
    try {
      copies.value = await (await keeper()).copies();
    } catch {
      // The list of sheets says what is wrong with the workbook.
      copies.value = [];
    }
  }

  /** One work on the workbook, its refusal told. */
  async function work(doing: (keeper: SheetKeeper) => Promise<Notice | undefined>): Promise<void> {
    if (working.peek() || queue.running.peek()) return;
    dismiss();
    working.value = true;
    try {
      notice.value = await doing(await keeper());
    } catch (error) {
      trouble.value = parts.follow(courseOf(error, [])) ?? troubleOf(error);
    }
    await reread();
    working.value = false;
  }

  function dismiss(): void {
    trouble.value = undefined;
    notice.value = undefined;
    asking.value = undefined;
  }

  async function start(ids: readonly string[], why: string | undefined): Promise<void> {
    dismiss();
    parts.said.value = SHEETS_WORDS.queue.begun(ids.length);
    await queue.start(ids, why);
    parts.said.value = SHEETS_WORDS.queue.ended(tallied(queue.turns.peek(), ids));
  }

  function showsNames(id: string): boolean {
    return parts.sheets.peek().some((sheet) => sheet.id === id && !sheet.piiHidden);
  }

  return {
    list: parts.sheets,
    queue,
    copies,
    asking,
    reason,
    reasonMissing,
    trouble,
    notice,
    working,
    refresh: (ids) => {
      if (queue.running.peek() || working.peek()) return;
      const names = ids.filter(showsNames).length;
      if (names === 0) return void start(ids, undefined);
      dismiss();
      // A reason is given for one look at names, not for the next.
      reason.value = NO_REASON;
      reasonMissing.value = false;
      asking.value = { about: 'reason', ids, names };
    },
    answerReason: () => {
      const asked = asking.peek();
      if (asked?.about !== 'reason') return;
      const words = wordsOf(reason.peek());
      reasonMissing.value = !isPiiReason(words);
      if (!isPiiReason(words)) return;
      reason.value = NO_REASON;
      void start(asked.ids, words);
    },
    withoutNames: () => {
      const asked = asking.peek();
      if (asked?.about !== 'reason') return;
      const rest = asked.ids.filter((id) => !showsNames(id));
      if (rest.length > 0) void start(rest, undefined);
      else dismiss();
    },
    askRemoval: () => {
      dismiss();
      asking.value = { about: 'removal' };
    },
    removeData: () =>
      work(async (sheets) => {
        queue.turns.value = new Map();
        const names = new Map(parts.sheets.peek().map(({ id, sheet }) => [id, sheet]));
        const removed = await sheets.removeData(new Date());
        const failed = [...removed.failed].map(([id, error]) => {
          const { title, message } = troubleOf(error);
          return [names.get(id) ?? id, `${title}. ${message}`] as const;
        });
        return SHEETS_WORDS.removal.notice(removed.sheets.length, failed, removed.left);
      }),
    back: dismiss,
    toggleChanges: (id) =>
      work(async (sheets) => {
        const turn = queue.turns.peek().get(id);
        if (turn?.phase !== 'done') return undefined;
        const { painted, key, changes } = turn.outcome;
        await (painted ? sheets.clearChanges(id) : sheets.showChanges(id, key, changes));
        const outcome = { ...turn.outcome, painted: !painted };
        queue.turns.value = new Map(queue.turns.peek()).set(id, { phase: 'done', outcome });
        parts.said.value = painted ? SHEETS_WORDS.changes.cleared : SHEETS_WORDS.changes.shown;
        await (await parts.workbook()).show(id);
        return undefined;
      }),
    staticCopy: (id) => work(async (sheets) => SHEETS_WORDS.copy.notice(await sheets.staticCopy(id, new Date()))),
    adopt: (sheet) =>
      work(async (sheets) => {
        await sheets.adopt(sheet);
        return SHEETS_WORDS.copies.adopted(sheet);
      }),
    keepAsCopy: (sheet) =>
      work(async (sheets) => {
        await sheets.keepAsCopy(sheet);
        return SHEETS_WORDS.copies.kept(sheet);
      }),
    dismiss,
    reread,
  };
}

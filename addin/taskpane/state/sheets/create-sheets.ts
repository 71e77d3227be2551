import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { isPiiReason } from '../../../../shared/pii-reasons.ts';
import type { ReportSheet } from '../../../excel/report-workbook.ts';
import type { CopiedSheet, SheetKeeper } from '../../../excel/sheet-keeper.ts';
import type { ServiceAddress } from '../../../service/call.ts';
import { createTrackerClient } from '../../../service/tracker-client.ts';
import { EDITS_WORDS } from '../../edits-words.ts';
import { SHEETS_WORDS } from '../../sheets-words.ts';
import type { Reason } from '../reason.ts';
import { NO_REASON, wordsOf } from '../reason.ts';
import { courseOf, type Trouble, troubleOf } from '../trouble.ts';
import { createEdits, type Edits } from './create-edits.ts';
import { createQueue, type Queue, type QueueParts } from './create-queue.ts';
import type { Notice } from './notice.ts';
import { removeAll } from './remove-all.ts';
import { tallied } from './turn.ts';
import { lookForUnsaved } from './unsaved.ts';

export interface SheetsParts extends Omit<QueueParts, 'sheets' | 'unsaved'> {
  /** Where the calls about trackers go. */
  readonly service: ServiceAddress;
  readonly mayEdit: () => boolean;
  readonly sheets: ReadonlySignal<readonly ReportSheet[]>;
  /** For the polite live region. */
  readonly said: Signal<string>;
}

/** What is asked before something is done. */
export type Asking =
  | { readonly about: 'reason'; readonly ids: readonly string[]; readonly names: number }
  /** Why names are looked at by whoever saves a sheet that shows them. */
  | { readonly about: 'saving'; readonly id: string }
  | { readonly about: 'removal' };

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
  readonly edits: Edits;
  readonly mayEdit: (sheet: ReportSheet) => boolean;
  /** Saves a sheet's edits; asks for a reason first where it shows names. */
  readonly save: (id: string) => void;
  /** Does something about edits that are told of, alone at the workbook. */
  readonly edit: (doing: (edits: Edits) => Promise<unknown>) => Promise<void>;
  /** Says what is to become of edits before a refresh writes over them. */
  readonly answerEdits: (id: string, answer: 'save' | 'keep' | 'drop') => Promise<void>;
  readonly answerReason: () => void;
  /** Leaves out the sheets that show names. */
  readonly withoutNames: () => void;
  readonly askRemoval: () => void;
  readonly removeData: () => Promise<void>;
  /** Says something that was done elsewhere, or why it was not. */
  readonly tell: (notice: Notice) => void;
  readonly back: () => void;
  readonly toggleChanges: (id: string) => Promise<void>;
  readonly staticCopy: (id: string) => Promise<void>;
  readonly adopt: (sheet: string) => Promise<void>;
  readonly keepAsCopy: (sheet: string) => Promise<void>;
  /** What tells of files of schedules that are newer than their sheets; there when somebody looks at the sheets. */
  readonly fresh: ReadonlySignal<ComponentType | undefined>;
  readonly fetchFresh: () => Promise<void>;
  readonly dismiss: () => void;
  readonly reread: () => Promise<void>;
}

export function createSheets(parts: SheetsParts): Sheets {
  const housing = createTrackerClient(parts.service);
  const trackers = async () => (await (await parts.workbook()).keeper()).trackers;
  const edits = createEdits({ housing, trackers, follow: parts.follow });
  const queue = createQueue({
    ...parts,
    sheets: () => parts.sheets.peek(),
    reread,
    unsaved: (sheet, how) => lookForUnsaved({ housing, trackers, mayEdit: parts.mayEdit }, sheet, how),
  });
  const copies = signal<readonly CopiedSheet[]>([]);
  const asking = signal<Asking | undefined>();
  const reason = signal<Reason>(NO_REASON);
  const reasonMissing = signal(false);
  const trouble = signal<Trouble | undefined>();
  const notice = signal<Notice | undefined>();
  const working = signal(false);

  const fresh = signal<ComponentType | undefined>();
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

  /** Without it the sheets are refreshed as ever. */
  async function fetchFresh(): Promise<void> {
    if (fresh.peek()) return;
    const { openFresh } = await import('../../open-schedules.tsx').catch(() => ({ openFresh: undefined }));
    const busy = () => working.value || queue.running.value;
    const { service, sheets, by } = parts;
    if (openFresh) fresh.value = openFresh({ service, sheets, busy, by, work });
  }

  function dismiss(): void {
    trouble.value = undefined;
    notice.value = undefined;
    asking.value = undefined;
  }

  /** One work on the workbook that tells its own outcome. */
  async function edit(doing: (edits: Edits) => Promise<unknown>): Promise<void> {
    if (working.peek() || queue.running.peek()) return;
    dismiss();
    working.value = true;
    await doing(edits);
    working.value = false;
  }

  async function save(id: string, why: string | undefined): Promise<boolean> {
    let whole = false;
    await edit(async () => {
      parts.said.value = EDITS_WORDS.saving;
      whole = await edits.save({ id }, why);
      const saving = edits.savings.peek().get(id);
      if (saving?.phase === 'done') parts.said.value = EDITS_WORDS.title(saving.saved);
    });
    return whole;
  }

  async function start(ids: readonly string[], why: string | undefined): Promise<void> {
    dismiss();
    for (const id of ids) edits.forget(id);
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
    edits,
    mayEdit: (sheet) => sheet.tracker === true && sheet.state === 'whole' && parts.mayEdit(),
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
    save: (id) => {
      if (queue.running.peek() || working.peek()) return;
      if (!showsNames(id)) return void save(id, undefined);
      dismiss();
      reason.value = NO_REASON;
      reasonMissing.value = false;
      asking.value = { about: 'saving', id };
    },
    edit,
    answerEdits: async (id, answer) => {
      if (answer !== 'save') return await queue.goOn(id, answer);
      const why = showsNames(id) ? queue.reasonOf(id) : undefined;
      if (await save(id, why)) await queue.goOn(id, 'saved');
    },
    answerReason: () => {
      const asked = asking.peek();
      if (asked?.about !== 'reason' && asked?.about !== 'saving') return;
      const words = wordsOf(reason.peek());
      reasonMissing.value = !isPiiReason(words);
      if (!isPiiReason(words)) return;
      reason.value = NO_REASON;
      if (asked.about === 'saving') void save(asked.id, words);
      else void start(asked.ids, words);
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
        for (const { id } of parts.sheets.peek()) edits.forget(id);
        return await removeAll(sheets, parts.sheets.peek());
      }),
    tell: (said) => {
      dismiss();
      notice.value = said;
    },
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
    fresh,
    fetchFresh,
    dismiss,
    reread,
  };
}

import { type Signal, signal } from '@preact/signals';
import type { CommandDesk } from '../../../addin/commands/ribbon.ts';
import type { ReportSheet } from '../../../addin/excel/report-workbook.ts';
import type { SheetKeeper } from '../../../addin/excel/sheet-keeper.ts';
import type { Door } from '../../../addin/taskpane/state/door.ts';
import type { Pane, Tab } from '../../../addin/taskpane/state/pane.ts';
import type { Session } from '../../../addin/taskpane/state/session.ts';
import type { Asking, Sheets } from '../../../addin/taskpane/state/sheets/create-sheets.ts';
import type { Notice } from '../../../addin/taskpane/state/sheets/notice.ts';
import type { Turn } from '../../../addin/taskpane/state/sheets/turn.ts';

export const ORIGIN = 'https://hmis.example.org';

/** A dialog that Office opened, and the two who talk over it. */
export interface OpenedDialog {
  readonly url: string;
  /** What the page in it was told, parsed. */
  readonly told: unknown[];
  closed: boolean;
  says(message: string, origin?: string): void;
  closedByPerson(): void;
}

/** An Office that shows the pane and opens dialogs, and writes down that it did. */
export interface ScriptedOffice {
  readonly shown: { times: number };
  readonly dialogs: OpenedDialog[];
  /** Office's code, where it opens no dialog. */
  refuses: number | undefined;
  /** Presses a button of the ribbon; whether Office was told that it is done. */
  press(name: string): boolean;
  remove(): void;
}

export function installOffice(): ScriptedOffice {
  const functions = new Map<string, (event: object) => void>();
  const office: ScriptedOffice = {
    shown: { times: 0 },
    dialogs: [],
    refuses: undefined,
    press(name) {
      let completed = false;
      functions.get(name)?.({
        completed: () => {
          completed = true;
        },
      });
      return completed;
    },
    remove: () => {
      for (const name of ['Office', 'location']) Reflect.deleteProperty(globalThis, name);
    },
  };
  const Office = {
    onReady: async () => ({ host: 'Excel' }),
    HostType: { Excel: 'Excel' },
    AsyncResultStatus: { Succeeded: 'succeeded' },
    EventType: { DialogMessageReceived: 'message', DialogEventReceived: 'event' },
    actions: { associate: (name: string, act: (event: object) => void) => functions.set(name, act) },
    addin: { showAsTaskpane: async () => void office.shown.times++ },
    context: {
      requirements: { isSetSupported: () => true },
      ui: {
        displayDialogAsync(url: string, _options: object, done: (result: object) => void) {
          if (office.refuses !== undefined) return done({ status: 'failed', error: { code: office.refuses } });
          const handlers = new Map<string, (event: object) => void>();
          const dialog: OpenedDialog = {
            url,
            told: [],
            closed: false,
            says: (message, origin = ORIGIN) => handlers.get('message')?.({ message, origin }),
            closedByPerson: () => handlers.get('event')?.({ error: 12_006 }),
          };
          office.dialogs.push(dialog);
          const value = {
            addEventHandler: (type: string, handler: (event: object) => void) => handlers.set(type, handler),
            messageChild: (message: string) => dialog.told.push(JSON.parse(message)),
            close: () => {
              dialog.closed = true;
            },
          };
          done({ status: 'succeeded', value });
        },
      },
    },
  };
  const location = { href: `${ORIGIN}/taskpane.html?_host_Info=Excel`, origin: ORIGIN };
  for (const [name, value] of Object.entries({ Office, location }))
    Object.defineProperty(globalThis, name, { value, configurable: true });
  return office;
}

/** As much of a pane as a command sees, to be moved by hand. */
export interface ScriptedPane {
  readonly desk: CommandDesk;
  readonly session: Signal<Session>;
  readonly tab: Signal<Tab>;
  readonly running: Signal<boolean>;
  readonly turns: Signal<ReadonlyMap<string, Turn>>;
  readonly asking: Signal<Asking | undefined>;
  readonly notice: Signal<Notice | undefined>;
  readonly refreshed: (readonly string[])[];
  /** What was asked besides, by name. */
  readonly done: string[];
  busy: boolean;
  /** Somebody signs in at the card. */
  enter(): void;
}

const READY = { phase: 'ready' } as Session;

export interface PaneScript {
  /** Whether somebody is signed in without being asked. */
  readonly byItself?: boolean;
  readonly session?: Session;
  readonly sheets?: readonly string[];
  readonly inView?: () => Promise<string | undefined>;
  readonly removeData?: SheetKeeper['removeData'];
}

export function scriptedPane(script: PaneScript = {}): ScriptedPane {
  const { byItself = true, sheets: ids = ['a', 'b'], inView = async () => 'a' } = script;
  const none = () => Promise.reject(new Error('Nobody asked for this.'));
  const list = ids.map((id) => ({ id, sheet: `Sheet ${id}` }) as ReportSheet);
  const [session, tab] = [signal(script.session ?? READY), signal<Tab>('form')];
  const [running, turns] = [signal(false), signal<ReadonlyMap<string, Turn>>(new Map())];
  const [asking, notice] = [signal<Asking | undefined>(), signal<Notice | undefined>()];
  const keeper: Partial<SheetKeeper> = { reportInView: inView, removeData: script.removeData ?? none };
  const opened = Promise.withResolvers<Pane>();
  const workbook = { put: none, show: none, reportSheets: async () => list, keeper: async () => keeper as SheetKeeper };
  const desk: CommandDesk = {
    entry: { speaks: Promise.resolve(), byItself: Promise.resolve(byItself), pane: opened.promise },
    openWorkbook: async () => workbook,
  };
  const scripted: ScriptedPane = {
    desk,
    session,
    tab,
    running,
    turns,
    asking,
    notice,
    refreshed: [],
    done: [],
    busy: false,
    enter: () => undefined,
  };
  const sheets: Partial<Sheets> = {
    list: signal(list),
    queue: { running, turns } as Partial<Sheets['queue']> as Sheets['queue'],
    asking,
    notice,
    trouble: signal(undefined),
    reread: async () => void scripted.done.push('reread'),
    refresh: (which) => {
      scripted.refreshed.push(which);
      running.value = asking.peek() === undefined;
    },
    tell: (said) => {
      notice.value = said;
    },
    askRemoval: () => void scripted.done.push('askRemoval'),
    removeData: async () => {
      await keeper.removeData?.(new Date());
      notice.value = { intent: 'success', title: 'Removed by the pane', lines: [] };
    },
  };
  const door: Signal<Door> = signal({ phase: 'closed' });
  const pane: Partial<Pane> = {
    session,
    tab,
    sheetsPart: door,
    closeAdmin: () => void scripted.done.push('closeAdmin'),
    openSheets: async () => {
      door.value = { phase: 'open', View: () => null };
    },
    openedSheets: () => (door.value.phase === 'open' ? (sheets as Sheets) : undefined),
    isBusy: () => scripted.busy,
  };
  scripted.enter = () => opened.resolve(pane as Pane);
  if (byItself) scripted.enter();
  return scripted;
}

/** Lets everything that is on its way arrive. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

import type { ReadonlySignal, Signal } from '@preact/signals';
import type { ReportSheet } from '../../excel/report-workbook.ts';
import type { SignIn } from '../parts.ts';
import type { AdminTab } from './admin/create-admin.ts';
import type { AdminDoor } from './admin-door.ts';
import type { Connection } from './connection.ts';
import type { Rates } from './estimate.ts';
import type { FilesDoor } from './files-door.ts';
import type { Form } from './form.ts';
import type { Run } from './run.ts';
import type { Runner } from './runner.ts';
import type { SavedDoor } from './saved-door.ts';
import type { Session } from './session.ts';
import type { Sheets } from './sheets/create-sheets.ts';
import type { SheetsDoor } from './sheets-door.ts';
import type { Trouble } from './trouble.ts';

export type Tab = 'form' | 'sheets' | 'files';

/** All the pane knows, and all it can do. Components read the signals and call the rest. */
export interface Pane {
  readonly SignInCard: SignIn['Card'];
  readonly session: ReadonlySignal<Session>;
  readonly connection: ReadonlySignal<Connection>;
  readonly form: ReadonlySignal<Form | undefined>;
  readonly run: ReadonlySignal<Run>;
  readonly rates: ReadonlySignal<Rates>;
  readonly sheets: ReadonlySignal<readonly ReportSheet[]>;
  /** A refusal that belongs to no run: the workbook, a sheet to show, a report's form. */
  readonly trouble: ReadonlySignal<Trouble | undefined>;
  readonly tab: Signal<Tab>;
  readonly admin: ReadonlySignal<AdminDoor>;
  readonly sheetsPart: ReadonlySignal<SheetsDoor>;
  readonly filesPart: ReadonlySignal<FilesDoor>;
  readonly savedPart: ReadonlySignal<SavedDoor>;
  /** For the polite live region. */
  readonly said: Signal<string>;
  /** Counts every time the form was found wanting, so that the first field at fault takes the focus. */
  readonly mendings: ReadonlySignal<number>;
  readonly signedIn: () => Promise<void>;
  readonly signOut: () => Promise<void>;
  readonly reload: () => Promise<void>;
  readonly chooseReport: (id: string) => Promise<void>;
  readonly change: (form: Form) => void;
  readonly reset: () => void;
  readonly count: () => void;
  readonly start: () => void;
  readonly show: (id: string) => Promise<void>;
  readonly dismiss: () => void;
  readonly openAdmin: (first?: AdminTab) => Promise<void>;
  readonly closeAdmin: () => void;
  readonly openSheets: () => Promise<void>;
  readonly openFiles: () => Promise<void>;
  readonly openSaved: () => Promise<void>;
  /** Fills in the form with a report sheet's own choices. */
  readonly takeBack: (sheet: ReportSheet) => Promise<void>;
  /** The part about the workbook's reports, where it is open. */
  readonly openedSheets: () => Sheets | undefined;
  /** True while a run or a refresh goes on, or something else is done to the workbook. */
  readonly isBusy: () => boolean;
  readonly runner: Pick<Runner, 'goOn' | 'writeAgain' | 'cancel' | 'toForm'>;
}

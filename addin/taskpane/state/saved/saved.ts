import type { ReadonlySignal, Signal } from '@preact/signals';
import type {
  Gone,
  PutSettingRequest,
  SavedParams,
  SavedSetting,
  SettingFacts,
} from '../../../../shared/contract/saved.ts';
import type { ReportSheet } from '../../../excel/report-workbook.ts';
import type { SavedClient, SettingRef } from '../../../service/saved-client.ts';
import type { Form } from '../form.ts';
import type { Run } from '../run.ts';
import type { Facts } from '../session.ts';
import type { Course, Trouble } from '../trouble.ts';
import type { Draft, DraftErrors } from './draft.ts';

export interface SavedParts {
  readonly client: SavedClient;
  readonly form: ReadonlySignal<Form | undefined>;
  readonly run: ReadonlySignal<Run>;
  readonly facts: () => Facts | undefined;
  readonly change: (form: Form) => void;
  /** Shows what is wrong beside the form's fields. */
  readonly mend: (errors: Form['errors']) => void;
  readonly follow: (course: Course) => Trouble | undefined;
  readonly said: Signal<string>;
}

/** The setting that filled in the form. */
export interface Current {
  readonly facts: SettingFacts;
  readonly params: SavedParams;
  /** The form as it was then. */
  readonly filled: Form;
}

/** What is open below the choice of a setting. */
export type Panel =
  | { readonly is: 'closed' }
  | { readonly is: 'more' }
  | { readonly is: 'saving'; readonly draft: Draft; readonly errors: DraftErrors }
  | { readonly is: 'renaming'; readonly name: string; readonly error?: string | undefined }
  | { readonly is: 'deleting' }
  | { readonly is: 'exported'; readonly text: string }
  /** Somebody else was faster. `mine`: what was to be saved; `theirs` is null where they deleted it. */
  | {
      readonly is: 'stale';
      readonly ref: SettingRef;
      readonly name: string;
      readonly mine: PutSettingRequest | undefined;
      readonly theirs: SavedSetting | null;
    };

export const CLOSED: Panel = { is: 'closed' };

/** All that the part about saved settings knows, and all it can do. */
export interface Saved {
  /** Those of the form's report, by name; undefined while they are fetched. */
  readonly list: ReadonlySignal<readonly SettingFacts[] | undefined>;
  readonly current: ReadonlySignal<Current | undefined>;
  /** The key of a setting that is being fetched. */
  readonly choosing: ReadonlySignal<string | undefined>;
  readonly panel: ReadonlySignal<Panel>;
  /** Where the form's choices are from, or what was just done. */
  readonly note: ReadonlySignal<string | undefined>;
  /** True once choices came from elsewhere in the pane: the form takes the focus, and makes it false. */
  readonly arrived: Signal<boolean>;
  /** What is gone of what the form was filled in with. */
  readonly gone: ReadonlySignal<readonly Gone[]>;
  readonly working: ReadonlySignal<boolean>;
  readonly trouble: ReadonlySignal<Trouble | undefined>;
  load(): Promise<void>;
  /** The setting of a key fills in the form; none leaves it as it is. */
  choose(key: string): Promise<void>;
  startSaving(): void;
  draft(change: Partial<Draft>): void;
  submit(): Promise<void>;
  update(): Promise<void>;
  open(panel: 'more' | 'renaming' | 'deleting'): void;
  close(): void;
  rename(name: string): Promise<void>;
  remove(): Promise<void>;
  exportFile(): void;
  importFile(file: Blob): Promise<void>;
  settle(how: 'mine' | 'theirs'): Promise<void>;
  /** A report sheet's own choices fill in the form. */
  takeBack(sheet: ReportSheet): Promise<void>;
  dismiss(): void;
  /** Looks at the form no more: somebody else may sign in. */
  end(): void;
}

/** An id is a setting's own within its owner only. */
export function keyOf({ id, organization }: SettingRef): string {
  return organization === null ? id : `${id} ${organization}`;
}

import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { CalendarDate } from '../../shared/dates.ts';
import {
  BLANK_OPEN,
  BLANK_SEALED,
  changedFields,
  type SealedValues,
  type TrackerChanges,
  type TrackerField,
  type TrackerValues,
  withChanges,
} from '../../shared/tracker.ts';
import { type TrackerFault, trackerFault, trackerWarnings } from '../../shared/tracker-rules.ts';
import type { Dynamo } from '../snapshot/dynamo.ts';
import { seal, type TrackerKeys, unseal } from './seal.ts';
import { readTracker, readVersion, writeVersion } from './store.ts';
import { factsOf, type TrackedStay, type Tracker, type TrackerOwner, type TrackerState } from './tracker.ts';

/** Who edits, when, and what the editor's door gives: without keys, sealed fields are neither read nor changed. */
export interface Editor {
  readonly dynamo: Dynamo;
  readonly keys: TrackerKeys | undefined;
  readonly by: TrackerState['by'];
  readonly now: Date;
  /** In the CoC's time zone. */
  readonly today: CalendarDate;
}

export interface Edit {
  readonly stay: TrackedStay;
  /** The version the edit was made from; 0 where there was no tracker. */
  readonly version: number;
  readonly changes: TrackerChanges;
}

/** A version with what this door may read of it. */
export interface OpenedState {
  /** undefined for version 0: there is no tracker yet. */
  readonly state: TrackerState | undefined;
  /** null where sealed fields stay sealed. */
  readonly sealed: SealedValues | null;
}

/** What is to become of an edit, before anything is written. */
export type EditPlan =
  | {
      readonly result: 'save';
      readonly next: OpenedState;
      readonly fields: FieldChanges;
      readonly warnings: TrackerFault[];
    }
  | { readonly result: 'saved'; readonly current: OpenedState; readonly warnings: TrackerFault[] }
  | { readonly result: 'unchanged'; readonly current: OpenedState }
  | { readonly result: 'stale'; readonly base: OpenedState; readonly current: OpenedState }
  | { readonly result: 'refused'; readonly field: string; readonly message: string };

/** By field; of a sealed field only whether it was and is filled. */
export type FieldChanges = Readonly<Record<string, { readonly before: string | null; readonly after: string | null }>>;

/**
 * What is to happen to an edit [reports.md 3]. It needs the version it was made from; one that is not the current any
 * more is stale, unless it is the very edit that the next version is of, sent a second time. Reads older versions where
 * they matter; writes nothing.
 */
export async function planEdit(editor: Editor, tracker: Tracker | undefined, edit: Edit): Promise<EditPlan> {
  const { stay, version, changes } = edit;
  if (tracker?.takenBy !== undefined) {
    return { result: 'refused', field: 'enrollmentId', message: 'This tracker was taken over by another enrollment.' };
  }
  const currentVersion = tracker?.state.version ?? 0;
  if (version > currentVersion) {
    return { result: 'refused', field: 'version', message: 'The tracker has no such version. Read it again.' };
  }
  const current = await opened(editor, tracker?.state);
  if (version < currentVersion) return planOld(editor, tracker, edit, current);

  const open = withChanges(current.state?.open ?? BLANK_OPEN, changes);
  const sealed = current.sealed && withChanges(current.sealed, changes);
  const fields = changedFields(valuesOf(current), changes);
  if (fields.length === 0) return { result: 'unchanged', current };
  const hasPropertyName = sealed ? sealed.PropertyName !== null : (current.state?.hasPropertyName ?? false);
  const fault = trackerFault(factsOf({ open, hasPropertyName }), changes, editor.today);
  if (fault) return { result: 'refused', ...fault };
  const { takenFrom, sealed: kept } = current.state ?? {};
  const state: TrackerState = {
    id: randomUUID(),
    version: version + 1,
    at: editor.now.toISOString(),
    by: editor.by,
    ...(takenFrom === undefined ? {} : { takenFrom }),
    open,
    hasPropertyName,
    ...(kept === undefined ? {} : { sealed: kept }),
  };
  return {
    result: 'save',
    next: { state, sealed },
    fields: told(current, { state, sealed }, fields),
    warnings: trackerWarnings(changes, stay.entryDate),
  };
}

async function planOld(
  editor: Editor,
  tracker: Tracker | undefined,
  { stay, version, changes }: Edit,
  current: OpenedState,
): Promise<EditPlan> {
  const state = (n: number) => (tracker && n > 0 ? readVersion(editor.dynamo, tracker, n) : undefined);
  const base = await opened(editor, await state(version));
  const next = await opened(editor, await state(version + 1));
  const isSame =
    next.state?.by.tid === editor.by.tid &&
    next.state.by.oid === editor.by.oid &&
    isDeepStrictEqual(withChanges(base.state?.open ?? BLANK_OPEN, changes), next.state.open) &&
    (base.sealed && next.sealed
      ? isDeepStrictEqual(withChanges(base.sealed, changes), next.sealed)
      : isDeepStrictEqual(base.state?.sealed, next.state.sealed));
  if (isSame) return { result: 'saved', current: next, warnings: trackerWarnings(changes, stay.entryDate) };
  return { result: 'stale', base, current };
}

/**
 * Stores what `planEdit` planned. Where another edit was faster, answers what has become of this one: stale, or, if that
 * was the same edit, saved.
 */
export async function saveEdit(editor: Editor, edit: Edit, next: OpenedState): Promise<EditPlan | undefined> {
  const { state } = next;
  if (!state) return undefined;
  const sealed = next.sealed ? await sealedAgain(editor, edit.stay, state, next.sealed) : state.sealed;
  const { sealed: _, ...rest } = state;
  const written = await writeVersion(editor.dynamo, ownerOf(edit.stay), {
    ...rest,
    ...(sealed === undefined ? {} : { sealed }),
  });
  if (written === 'written') return undefined;
  return planEdit(editor, await readTracker(editor.dynamo, edit.stay.enrollmentId), edit);
}

async function sealedAgain(
  editor: Editor,
  { enrollmentId, projectId }: TrackedStay,
  state: TrackerState,
  values: SealedValues,
) {
  if (!editor.keys) return state.sealed;
  return seal(editor.keys, values, { enrollmentId, version: state.version, projectId });
}

/** A version as this door may read it. */
export async function opened({ keys }: Pick<Editor, 'keys'>, state: TrackerState | undefined): Promise<OpenedState> {
  return { state, sealed: keys ? await unseal(keys, state?.sealed) : null };
}

/** What can be read of a version; sealed fields are left out where they stay sealed. */
export function valuesOf({ state, sealed }: OpenedState): Partial<TrackerValues> {
  return { ...(state?.open ?? BLANK_OPEN), ...(sealed ?? {}) };
}

function told(before: OpenedState, after: OpenedState, fields: readonly TrackerField[]): FieldChanges {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const word = (field: TrackerField, value: string | null | undefined) =>
    value === null || value === undefined ? null : field in BLANK_SEALED ? 'filled' : value;
  return Object.fromEntries(
    fields.map((field) => [field, { before: word(field, old[field]), after: word(field, now[field]) }]),
  );
}

function ownerOf({
  enrollmentId,
  personalId,
  projectId,
  organizationId,
  victimServiceProvider,
}: TrackedStay): TrackerOwner {
  return { enrollmentId, personalId, projectId, organizationId, victimServiceProvider };
}

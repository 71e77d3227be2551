import type { PutSettingRequest, SavedParams } from '../../../../shared/contract/saved.ts';
import { isRelativeDay } from '../../../../shared/saved-params.ts';
import type { SettingRef } from '../../../service/saved-client.ts';
import { SAVED_WORDS } from '../../saved-words.ts';
import { errorsOf, type Form } from '../form.ts';
import type { Desk } from './desk.ts';
import { type Draft, errorsOfDraft, nameOf, newDraft } from './draft.ts';
import { CLOSED, keyOf, type Saved, type SavedParts } from './saved.ts';
import { type Dates, paramsToSave } from './saved-form.ts';

type Saving = Pick<Saved, 'startSaving' | 'draft' | 'submit' | 'update' | 'rename' | 'remove' | 'settle'>;

/** What changes settings on the server: each change says which version it was made from. */
export function createSaving({ client, form, mend }: SavedParts, desk: Desk): Saving {
  const { all, current, panel } = desk;

  /** The form where it can be saved; what is wrong with it is shown beside its fields. Why names are shown is not saved. */
  function rightForm(): Form | undefined {
    const shown = form.peek();
    if (!shown) return undefined;
    const { reason, ...errors } = errorsOf(shown);
    if (Object.keys(errors).length === 0) return shown;
    mend(errors);
    return undefined;
  }

  /** Saves; `filled` is the form whose choices it then has. */
  async function put(ref: SettingRef, request: PutSettingRequest, filled: Form): Promise<void> {
    const answer = await client.putSetting(ref, request);
    if (answer.result === 'stale') {
      panel.value = { is: 'stale', ref, name: request.name, mine: request, theirs: answer.current };
      return;
    }
    desk.take(answer.setting, true, filled);
    panel.value = CLOSED;
    desk.gone.value = [];
    desk.tell(SAVED_WORDS.form.saved(request.name));
  }

  return {
    startSaving: () => {
      const shown = rightForm();
      desk.trouble.value = undefined;
      if (shown) panel.value = { is: 'saving', draft: newDraft(shown), errors: {} };
    },
    draft: (changed) => {
      const now = panel.peek();
      if (now.is === 'saving') panel.value = { ...now, draft: { ...now.draft, ...changed }, errors: {} };
    },
    submit: async () => {
      const now = panel.peek();
      const shown = rightForm();
      if (now.is !== 'saving' || !shown) return;
      const { draft } = now;
      const { id: report } = shown.report;
      const errors = errorsOfDraft(draft, report, all.peek() ?? []);
      if (Object.keys(errors).length > 0) {
        panel.value = { ...now, errors };
        return;
      }
      const ref = { id: crypto.randomUUID(), organization: draft.organization };
      const request = { version: 0, name: nameOf(draft), report, params: paramsToSave(shown, draft.dates) };
      const wrong = await desk.trying(() => put(ref, request, shown), ['name', 'projects', 'organizations']);
      if (wrong?.field === 'name') panel.value = { ...now, errors: { name: wrong.message } };
      else if (wrong) panel.value = { ...now, errors: { owner: notItsOwn(draft, wrong.message) } };
    },
    update: async () => {
      const before = current.peek();
      const shown = rightForm();
      if (!before || !shown) return;
      const { name, version, report } = before.facts;
      const params = paramsToSave(shown, datesOf(before.params));
      await desk.trying(() => put(before.facts, { version, name, report, params }, shown));
    },
    rename: async (name) => {
      const before = current.peek();
      if (!before) return;
      const { organization, version, report } = before.facts;
      const others = (all.peek() ?? []).filter((one) => keyOf(one) !== keyOf(before.facts));
      const { name: error } = errorsOfDraft({ name, organization, dates: 'fixed' }, report, others);
      if (error) {
        panel.value = { is: 'renaming', name, error };
        return;
      }
      await desk.trying(() => put(before.facts, { version, name: nameOf({ name }), report }, before.filled));
    },
    remove: async () => {
      const before = current.peek();
      if (!before) return;
      const { name, version } = before.facts;
      await desk.trying(async () => {
        const answer = await client.deleteSetting(before.facts, version);
        if (answer.result === 'stale') {
          panel.value = { is: 'stale', ref: before.facts, name, mine: undefined, theirs: answer.current };
          return;
        }
        all.value = all.peek()?.filter((one) => keyOf(one) !== keyOf(before.facts));
        desk.forget();
        desk.tell(SAVED_WORDS.remove.done(name));
      });
    },
    settle: async (how) => {
      const now = panel.peek();
      const shown = form.peek();
      if (now.is !== 'stale' || !shown) return;
      const { ref, mine, theirs } = now;
      if (how === 'theirs') await desk.trying(() => desk.fetchInto(ref));
      else if (mine && theirs) await desk.trying(() => put(ref, { ...mine, version: theirs.version }, shown));
    },
  };
}

/** Of an organization's setting the service says which field; beside the organization another sentence is of more use. */
function notItsOwn({ organization }: Draft, message: string): string {
  return organization === null ? message : SAVED_WORDS.form.notItsOwn;
}

/** How a setting's dates were saved: those of one that has none may move on. */
function datesOf(params: SavedParams): Dates {
  const values = Object.values(params);
  if (values.some(isRelativeDay)) return 'moving';
  return values.some((value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) ? 'fixed' : 'moving';
}

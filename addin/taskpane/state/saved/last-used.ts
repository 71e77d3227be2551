import { effect } from '@preact/signals';
import type { Gone, SavedParams } from '../../../../shared/contract/saved.ts';
import { withNamesHidden } from '../../../../shared/saved-params.ts';
import { SAVED_WORDS } from '../../saved-words.ts';
import { type Form, newForm } from '../form.ts';
import type { Desk } from './desk.ts';
import type { SavedParts } from './saved.ts';
import { asksTheSame, filledForm, paramsToSave } from './saved-form.ts';

export interface LastUsed {
  /** Asks the service for what each report was last run with. */
  load(): Promise<void>;
  /** Looks at the form and the runs no more. */
  end(): void;
}

/**
 * What each report was last run with: kept when a run is done, and given back where its form is shown and nobody has touched
 * it yet.
 */
export function watchLastUsed({ client, form, run }: SavedParts, desk: Desk): LastUsed {
  const known = new Map<string, { readonly params: SavedParams; readonly gone: readonly Gone[] }>();
  let wasDone = false;

  function fill(shown: Form): void {
    const last = known.get(shown.report.id);
    if (!last || run.peek().phase !== 'form' || !isUntouched(shown)) return;
    const filled = filledForm(shown.report, shown.asOf, last.params, last.gone);
    if (last.gone.length === 0 && asksTheSame(filled, shown)) return;
    desk.fill(shown.report, last.params, last.gone, SAVED_WORDS.lastUsed);
  }

  async function keep(used: Form): Promise<void> {
    const params = withNamesHidden(paramsToSave(used, 'moving'));
    known.set(used.report.id, { params, gone: [] });
    // Nobody asked for it, so nobody is told where it does not work.
    await client.putLastUsed(used.report.id, params).catch(() => undefined);
  }

  const endForm = effect(() => {
    const shown = form.value;
    if (!shown) return;
    if (shown.report.id !== desk.report) {
      desk.report = shown.report.id;
      desk.forget();
      fill(shown);
      return;
    }
    const before = desk.current.peek();
    // Reset: the choices are no setting's any more.
    if (before && isUntouched(shown) && !isUntouched(before.filled)) desk.forget();
  });

  const endRuns = effect(() => {
    const isDone = run.value.phase === 'done';
    const used = form.peek();
    if (isDone && !wasDone && used) void keep(used);
    wasDone = isDone;
  });

  return {
    load: async () => {
      const answer = await client.lastUsed().catch(() => undefined);
      for (const one of answer?.lastUsed ?? []) if (!known.has(one.report)) known.set(one.report, one);
      const shown = form.peek();
      if (shown) fill(shown);
    },
    end: () => {
      endForm();
      endRuns();
    },
  };
}

function isUntouched(form: Form): boolean {
  return asksTheSame(form, newForm(form.report, form.asOf));
}

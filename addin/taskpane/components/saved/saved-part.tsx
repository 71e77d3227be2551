import { useEffect, useRef } from 'preact/hooks';
import { SAVED_WORDS } from '../../saved-words.ts';
import type { Saved } from '../../state/saved/saved.ts';
import { asksTheSame } from '../../state/saved/saved-form.ts';
import type { Facts } from '../../state/session.ts';
import { usePane } from '../pane-context.ts';
import { TroubleBar } from '../trouble-bar.tsx';
import { GoneBar } from './gone-bar.tsx';
import { MoreActions } from './more-actions.tsx';
import { SaveForm } from './save-form.tsx';
import { SettingSelect } from './setting-select.tsx';
import { StaleBar } from './stale-bar.tsx';

interface SavedPartProps {
  readonly saved: Saved;
  readonly facts: Facts;
}

/** The choice of a saved setting, and what can be done with the choices of the form. It stands in the form, and is none. */
export function SavedPart({ saved, facts }: SavedPartProps) {
  const pane = usePane();
  const words = SAVED_WORDS;
  const panel = saved.panel.value;
  const current = saved.current.value;
  const form = pane.form.value;
  const trouble = saved.trouble.value;
  const off = saved.working.value || pane.connection.value === 'offline';
  const changed = current !== undefined && form !== undefined && !asksTheSame(form, current.filled);
  const place = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    const open = panel.is !== 'closed';
    const isNowhere = document.activeElement === document.body;
    // What had the focus is gone with the panel; a person who went on elsewhere is left there.
    if (wasOpen.current && !open && isNowhere) place.current?.querySelector<HTMLElement>('select')?.focus();
    wasOpen.current = open;
  }, [panel.is]);
  const arrived = saved.arrived.value;
  useEffect(() => {
    if (!arrived) return;
    saved.arrived.value = false;
    document.getElementById('report-title')?.focus();
  }, [saved, arrived]);
  return (
    <div class="saved" ref={place}>
      <SettingSelect saved={saved} facts={facts} off={off} />
      {trouble && (
        <TroubleBar
          key={trouble}
          trouble={trouble}
          remedies={{ tryAgain: () => void saved.load(), reload: () => void saved.load() }}
          onDismiss={saved.dismiss}
        />
      )}
      {changed && panel.is === 'closed' && (
        <p class="saved-line">
          {words.changed}
          {current.facts.mayChange && (
            <button
              type="button"
              class="button button-small"
              aria-label={words.updateLabel(current.facts.name)}
              disabled={off}
              onClick={() => void saved.update()}
            >
              {words.update}
            </button>
          )}
        </p>
      )}
      {!changed && saved.note.value && panel.is === 'closed' && <p class="help">{saved.note.value}</p>}
      {form && saved.gone.value.length > 0 && (
        <GoneBar gone={saved.gone.value} parameters={form.report.parameters} onDismiss={saved.dismiss} />
      )}
      {panel.is === 'saving' && form && (
        <SaveForm saved={saved} facts={facts} form={form} draft={panel.draft} errors={panel.errors} off={off} />
      )}
      {panel.is === 'stale' && <StaleBar saved={saved} panel={panel} off={off} />}
      {panel.is !== 'closed' && panel.is !== 'saving' && panel.is !== 'stale' && (
        <MoreActions saved={saved} panel={panel} off={off} />
      )}
    </div>
  );
}

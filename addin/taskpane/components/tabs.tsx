import { useRef } from 'preact/hooks';
import { formatNumber } from '../format.ts';
import type { Tab } from '../state/pane.ts';
import { WORDS } from '../words.ts';
import { usePane } from './pane-context.ts';

const TABS: readonly Tab[] = ['form', 'sheets'];

/** The two parts of the pane; arrow keys go from one to the other. */
export function Tabs() {
  const pane = usePane();
  const list = useRef<HTMLDivElement>(null);
  const choose = (tab: Tab) => {
    pane.tab.value = tab;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(pane.tab.value) + step + TABS.length) % TABS.length] ?? 'form';
    choose(next);
    list.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  const count = pane.sheets.value.length;
  return (
    <div ref={list} class="tabs" role="tablist" aria-label={WORDS.tabs.label} onKeyDown={onKeyDown}>
      {TABS.map((tab) => {
        const selected = pane.tab.value === tab;
        return (
          <button
            key={tab}
            id={`tab-${tab}`}
            type="button"
            role="tab"
            class="tab"
            aria-selected={selected}
            aria-controls={`part-${tab}`}
            tabIndex={selected ? 0 : -1}
            onClick={() => choose(tab)}
          >
            {WORDS.tabs[tab]}
            {tab === 'sheets' && count > 0 && <span class="count">{formatNumber(count)}</span>}
          </button>
        );
      })}
    </div>
  );
}

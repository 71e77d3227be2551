import { useRef } from 'preact/hooks';
import { formatNumber } from '../format.ts';
import type { Tab } from '../state/pane.ts';
import { WORDS } from '../words.ts';
import { usePane } from './pane-context.ts';

interface TabListProps<Id extends string> {
  readonly label: string;
  /** `count` stands beside the label where there is something to count. */
  readonly tabs: readonly { readonly id: Id; readonly label: string; readonly count?: number }[];
  readonly selected: Id;
  readonly choose: (id: Id) => void;
}

/** Parts of which one is seen; arrow keys go from one to the other. The part of a tab is the panel `part-<id>`. */
export function TabList<Id extends string>({ label, tabs, selected, choose }: TabListProps<Id>) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = tabs.findIndex(({ id }) => id === selected);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    choose(next.id);
    list.current?.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus();
  };
  return (
    <div ref={list} class="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map(({ id, label: name, count = 0 }) => (
        <button
          key={id}
          id={`tab-${id}`}
          type="button"
          role="tab"
          class="tab"
          aria-selected={id === selected}
          aria-controls={`part-${id}`}
          tabIndex={id === selected ? 0 : -1}
          onClick={() => choose(id)}
        >
          {name}
          {count > 0 && <span class="count">{formatNumber(count)}</span>}
        </button>
      ))}
    </div>
  );
}

/** The parts of the pane. */
export function Tabs() {
  const pane = usePane();
  const { label, form, sheets, files } = WORDS.tabs;
  return (
    <TabList<Tab>
      label={label}
      tabs={[
        { id: 'form', label: form },
        { id: 'sheets', label: sheets, count: pane.sheets.value.length },
        { id: 'files', label: files },
      ]}
      selected={pane.tab.value}
      choose={(tab) => {
        pane.tab.value = tab;
      }}
    />
  );
}

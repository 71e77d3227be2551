import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type Choice, type ChoiceGroup, countChoices, firstChoices, searchChoices } from '../state/choices.ts';
import { WORDS } from '../words.ts';
import { Icon } from './icons.tsx';

/** More boxes than this are slow to draw and of no use to a reader; the search finds the rest. */
const MOST = 300;

interface ChoiceListProps {
  readonly id: string;
  readonly label: string;
  readonly groups: readonly ChoiceGroup[];
  readonly chosen: readonly string[];
  /** What it means that nothing is chosen. */
  readonly none: string;
  readonly set: (ids: readonly string[]) => void;
  readonly onClose: () => void;
}

/**
 * A search and the boxes it finds. The boxes are one stop of the Tab key: arrow keys, Home and End move among them, so
 * that five hundred projects don't stand between two fields.
 */
export function ChoiceList({ id, label, groups, chosen, none, set, onClose }: ChoiceListProps) {
  const [search, setSearch] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const boxes = useRef<HTMLDivElement>(null);
  useEffect(() => {
    root.current?.scrollIntoView({ block: 'nearest' });
    input.current?.focus({ preventScroll: true });
  }, []);
  const found = useMemo(() => searchChoices(groups, search), [groups, search]);
  const drawn = useMemo(() => firstChoices(found, MOST), [found]);
  const [total, more] = [countChoices(groups), countChoices(found) - countChoices(drawn)];
  const picked = new Set(chosen);
  const toggle = ({ id: one }: Choice) =>
    set(picked.has(one) ? chosen.filter((other) => other !== one) : [...chosen, one]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
    } else if (event.key === 'Enter') event.preventDefault();
    else moveFocus(event, boxes.current, input.current);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape and the arrow keys are heard wherever the focus is in it
    <div ref={root} class="choices" id={id} onKeyDown={onKeyDown}>
      <div class="search">
        <Icon name="search" />
        <input
          ref={input}
          type="search"
          class="input"
          autocomplete="off"
          spellcheck={false}
          aria-label={WORDS.list.searchLabel(label)}
          placeholder={WORDS.list.search}
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </div>
      <div class="choices-state">
        <span aria-live="polite">{chosen.length === 0 ? none : WORDS.list.chosen(chosen.length, total)}</span>
        <button
          type="button"
          class="link"
          aria-label={WORDS.list.clearLabel(label)}
          disabled={chosen.length === 0}
          onClick={() => {
            set([]);
            input.current?.focus();
          }}
        >
          {WORDS.list.clear}
        </button>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot scroll */}
      <div ref={boxes} class="boxes" role="group" aria-label={label} aria-describedby={`${id}-hint`}>
        {drawn.map((group, i) => (
          <Group key={group.label} group={group} picked={picked} toggle={toggle} first={i === 0} />
        ))}
        {drawn.length === 0 && <p class="help">{total === 0 ? WORDS.list.empty : WORDS.list.nothing}</p>}
        {more > 0 && <p class="help">{WORDS.list.more(more)}</p>}
      </div>
      <p class="visually-hidden" id={`${id}-hint`}>
        {WORDS.list.hint}
      </p>
    </div>
  );
}

interface GroupProps {
  readonly group: ChoiceGroup;
  readonly picked: ReadonlySet<string>;
  readonly toggle: (choice: Choice) => void;
  readonly first: boolean;
}

function Group({ group: { label, choices }, picked, toggle, first }: GroupProps) {
  const reachable = first ? choices.find(({ withheld }) => !withheld) : undefined;
  const boxes = choices.map((choice) => (
    <label class="box" key={choice.id}>
      <input
        type="checkbox"
        tabIndex={choice === reachable ? 0 : -1}
        checked={picked.has(choice.id)}
        disabled={choice.withheld !== undefined}
        onChange={() => toggle(choice)}
      />
      <span class="box-text">
        <span>{choice.name}</span>
        {(choice.withheld ?? choice.detail) && <small>{choice.withheld ?? choice.detail}</small>}
      </span>
    </label>
  ));
  if (label === '') return <div>{boxes}</div>;
  return (
    <fieldset class="box-group">
      <legend>{label}</legend>
      {boxes}
    </fieldset>
  );
}

/** From box to box by the arrow keys, and from the search down into them and back. */
function moveFocus(event: KeyboardEvent, within: HTMLElement | null, input: HTMLElement | null): void {
  if (!within || !['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) return;
  const all = [...within.querySelectorAll<HTMLInputElement>('input:not(:disabled)')];
  const { activeElement } = document;
  const at = activeElement instanceof HTMLInputElement ? all.indexOf(activeElement) : -1;
  if (at < 0 && event.key !== 'ArrowDown') return;
  event.preventDefault();
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key] ?? at;
  const next = to < 0 ? input : all[Math.min(to, all.length - 1)];
  if (!next) return;
  // The one that Tab comes back to.
  if (next !== input) for (const box of all) box.tabIndex = box === next ? 0 : -1;
  next.focus();
}

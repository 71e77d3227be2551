import { type Book, contains, type Table, tellListeners } from '../../workbook/book.ts';
import { shownText } from '../../workbook/display.ts';
import { sortTable } from '../../workbook/table-sort.ts';
import { byId, make } from './element.ts';
import { filterValues, found, sortNames } from './filter-values.ts';
import type { Grid } from './grid.ts';
import type { Place } from './selection.ts';

/** As many values as the list shows at once; the search finds the others. */
const SHOWN = 500;

/** Opens the menu of a table's column, where the cell is one of its header. */
export function createFilterMenu(grid: Grid, book: () => Book, say: (message: string) => void): (place: Place) => void {
  const menu = byId('filter-menu', HTMLElement);
  menu.addEventListener('toggle', (event) => {
    if ((event as ToggleEvent).newState === 'closed' && menu.contains(document.activeElement)) grid.element.focus();
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      menu.hidePopover();
      grid.element.focus();
    }
  });
  return (place) => {
    const { sheet } = grid;
    const table = sheet.tables.find(({ area }) => area.row === place.row && contains(area, place.row, place.column));
    const cell = grid.cellElement(place);
    if (!table || !cell) return;
    if (sheet.protected || book().readOnly) return say('This sheet is protected.');
    const act = (change: () => void) => {
      change();
      menu.hidePopover();
      tellListeners(book(), { kind: 'cells', sheet });
      grid.element.focus();
    };
    menu.replaceChildren(...contents(grid, table, place, act, () => menu.hidePopover()));
    menu.setAttribute('aria-label', `Filter ${shownText(sheet, place.row, place.column)}`);
    menu.showPopover();
    standBelow(menu, cell.getBoundingClientRect());
    menu.querySelector<HTMLElement>('.filter-search')?.focus();
  };
}

function contents(
  { sheet }: Grid,
  table: Table,
  place: Place,
  act: (change: () => void) => void,
  close: () => void,
): HTMLElement[] {
  const column = place.column - table.area.column;
  const values = filterValues(sheet, table, column);
  const chosen = new Set(values.filter((value) => value.chosen).map(({ text }) => text));
  const list = make('div', { className: 'filter-values' });
  list.setAttribute('role', 'group');
  list.setAttribute('aria-label', 'Values');
  const note = make('p', { className: 'filter-note' });
  const search = make('input', { className: 'filter-search', type: 'search', placeholder: 'Search' });
  search.setAttribute('aria-label', 'Search values');
  const apply = make('button', { type: 'button', className: 'plain-button primary', textContent: 'OK' });

  const draw = () => {
    const matching = found(values, search.value);
    const all = box(
      '(Select all)',
      matching.every(({ text }) => chosen.has(text)),
    );
    all.input.addEventListener('change', () => {
      for (const { text } of matching) choose(text, all.input.checked);
      draw();
      list.querySelector('input')?.focus();
    });
    const boxes = matching.slice(0, SHOWN).map(({ text }) => {
      const one = box(text === '' ? '(Blanks)' : text, chosen.has(text));
      one.input.addEventListener('change', () => {
        choose(text, one.input.checked);
        all.input.checked = matching.every((value) => chosen.has(value.text));
      });
      return one.label;
    });
    list.replaceChildren(all.label, ...boxes);
    note.textContent =
      matching.length > SHOWN ? `The first ${SHOWN} of ${matching.length} values. Search for others.` : '';
    apply.disabled = chosen.size === 0;
  };
  const choose = (text: string, on: boolean) => {
    if (on) chosen.add(text);
    else chosen.delete(text);
    apply.disabled = chosen.size === 0;
  };
  const setFilter = () => {
    // As in Excel, what was searched for is what shows.
    const wanted = search.value === '' ? chosen : new Set(found(values, search.value).map(({ text }) => text));
    const kept = [...chosen].filter((text) => wanted.has(text));
    if (kept.length === values.length) table.filters.delete(column);
    else table.filters.set(column, { kind: 'values', values: kept });
  };

  search.addEventListener('input', draw);
  search.addEventListener('keydown', ({ key }) => {
    if (key === 'Enter' && !apply.disabled) act(setFilter);
  });
  apply.addEventListener('click', () => act(setFilter));
  draw();
  const [rising, falling] = sortNames(sheet, table, column);
  const sort = (ascending: boolean) => () => act(() => sortTable(sheet, table, [{ column, ascending }]));
  const cancel = make('button', { type: 'button', className: 'plain-button', textContent: 'Cancel' });
  cancel.addEventListener('click', close);
  const clear = item('Clear filter', () => act(() => table.filters.delete(column)));
  clear.disabled = !table.filters.has(column);
  return [
    item(rising, sort(true)),
    item(falling, sort(false)),
    make('hr'),
    clear,
    search,
    list,
    note,
    make('div', { className: 'filter-buttons' }, apply, cancel),
  ];
}

function item(text: string, onClick: () => void): HTMLButtonElement {
  const button = make('button', { type: 'button', className: 'menu-item', textContent: text });
  button.addEventListener('click', onClick);
  return button;
}

function box(text: string, checked: boolean): { label: HTMLLabelElement; input: HTMLInputElement } {
  const input = make('input', { type: 'checkbox', checked });
  return { label: make('label', {}, input, text), input };
}

/** Below a header cell, or where the window has room. */
function standBelow(menu: HTMLElement, { left, bottom }: DOMRect): void {
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(4, Math.min(left, innerWidth - width - 4))}px`;
  menu.style.top = `${Math.max(4, Math.min(bottom, innerHeight - height - 4))}px`;
}

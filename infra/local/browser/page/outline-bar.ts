import { type Book, tellListeners } from '../../workbook/book.ts';
import { deepestLevel, type RowGroup, rowGroups, showLevels, turnGroup } from '../../workbook/outline.ts';
import { offsetOf, sizeOf } from './axis.ts';
import { make } from './element.ts';
import type { Grid } from './grid.ts';
import { type Layout, RULERS } from './layout.ts';

/** Of a level's buttons and lines, px. */
const COLUMN = 18;

/** The groups of a sheet's rows at its left: a button for each level, and one for each group that is in view. */
export interface OutlineBar {
  /** `fresh`: not only scrolled. */
  draw(fresh: boolean): void;
  /** Closes (or opens) the innermost group that a row is in, or whose button stands in it; false where there is none. */
  turnAt(row: number, close: boolean): boolean;
}

export function createOutlineBar(element: HTMLElement, grid: () => Grid, book: () => Book): OutlineBar {
  let groups: readonly RowGroup[] = [];
  let depth = 0;

  const changed = () => tellListeners(book(), { kind: 'cells', sheet: grid().sheet });
  const turn = (group: RowGroup) => {
    turnGroup(grid().sheet, group);
    changed();
  };

  function levelButton(level: number): HTMLElement {
    const button = make('button', { type: 'button', className: 'outline-level', textContent: String(level) });
    button.dataset.key = `level ${level}`;
    button.setAttribute('aria-label', `Show ${level} ${level === 1 ? 'level' : 'levels'} of rows`);
    button.style.left = `${(level - 1) * COLUMN}px`;
    button.addEventListener('click', () => {
      showLevels(grid().sheet, level);
      changed();
    });
    return button;
  }

  function groupElements(group: RowGroup): HTMLElement[] {
    const { layout, element: scrolled } = grid();
    const { top, height } = placeOf(layout, group.last + 1, scrolled.scrollTop);
    const left = `${(group.level - 1) * COLUMN}px`;
    const parts: HTMLElement[] = [];
    if (!group.closed) {
      const start = placeOf(layout, group.first, scrolled.scrollTop).top;
      const line = make('span', { className: 'outline-line' });
      Object.assign(line.style, { left, top: `${start + 2}px`, height: `${Math.max(0, top - start - 2)}px` });
      parts.push(line);
    }
    if (height > 0) {
      const button = make('button', { type: 'button', className: 'outline-button' });
      button.textContent = group.closed ? '+' : '−';
      button.dataset.key = `${group.level} ${group.last}`;
      button.ariaExpanded = String(!group.closed);
      button.setAttribute('aria-label', `Rows ${group.first + 1} to ${group.last + 1}`);
      Object.assign(button.style, { left, top: `${top + (height - COLUMN) / 2}px` });
      button.addEventListener('click', () => turn(group));
      parts.push(button);
    }
    return parts;
  }

  return {
    draw(fresh) {
      const { sheet, layout, element: scrolled } = grid();
      if (fresh) {
        groups = rowGroups(sheet);
        depth = deepestLevel(sheet.outline);
        const width = depth === 0 ? 0 : (depth + 1) * COLUMN + 4;
        element.hidden = depth === 0;
        element.style.width = `${width}px`;
        scrolled.style.left = `${width}px`;
      }
      if (depth === 0) return element.replaceChildren();
      const focused = element.contains(document.activeElement)
        ? document.activeElement?.getAttribute('data-key')
        : undefined;
      const rows = make('div', { className: 'outline-rows' });
      rows.style.top = `${frozenEnd(layout)}px`;
      const inView = groups.filter((group) => isInView(grid(), group));
      for (const group of inView) rows.append(...groupElements(group));
      element.replaceChildren(...Array.from({ length: depth + 1 }, (_, i) => levelButton(i + 1)), rows);
      if (focused) element.querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus();
    },
    turnAt(row, close) {
      const at = groups.filter(
        ({ first, last, closed }) => closed !== close && row <= last + 1 && row >= (closed ? last + 1 : first),
      );
      const innermost = at.toSorted((a, b) => b.level - a.level)[0];
      if (!innermost) return false;
      turn(innermost);
      return true;
    },
  };
}

function frozenEnd({ rows, frozen }: Layout): number {
  return RULERS.height + offsetOf(rows, frozen.rows);
}

/** Where a row lies in the window, from the end of the frozen ones. */
function placeOf({ rows, frozen }: Layout, row: number, scrolled: number): { top: number; height: number } {
  return { top: offsetOf(rows, row) - offsetOf(rows, frozen.rows) - scrolled, height: sizeOf(rows, row) };
}

function isInView({ layout, element }: Grid, { first, last }: RowGroup): boolean {
  const end = placeOf(layout, last + 1, element.scrollTop);
  return end.top + end.height >= 0 && placeOf(layout, first, element.scrollTop).top <= element.clientHeight;
}

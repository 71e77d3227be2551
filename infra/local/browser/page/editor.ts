import { type Book, tellListeners } from '../../workbook/book.ts';
import { clearCells, writeCells } from '../../workbook/cells.ts';
import { Refusal } from '../../workbook/refusal.ts';
import { offsetOf, sizeOf } from './axis.ts';
import { make } from './element.ts';
import type { Grid } from './grid.ts';
import { canvasSize, RULERS } from './layout.ts';
import { cellAt, contentOf } from './look.ts';
import { groundOf } from './navigation.ts';
import { afterKey, areaOf } from './selection.ts';

/** Typing in cells. While it goes on the workbook takes no request of the pane, as Excel does not. */
export interface Editor {
  /** Begins with this text in place of what is in the cell, or with that. */
  begin(text?: string): void;
  clear(): void;
}

/** `say` tells the person why a cell stays as it is. */
export function createEditor(grid: Grid, book: () => Book, say: (message: string) => void): Editor {
  const refused = (): boolean => {
    if (book().readOnly) say('This workbook is open to be read only.');
    else if (grid.sheet.protected) say('This sheet is protected.');
    else return false;
    return true;
  };
  const changed = () => tellListeners(book(), { kind: 'cells', sheet: grid.sheet });

  return {
    begin(text) {
      if (refused()) return;
      const { active } = grid.selection;
      const { sheet } = grid;
      grid.select({ active, far: active });
      const input = make('input', {
        className: 'cell-editor',
        value: text ?? contentOf(cellAt(sheet, active.row, active.column)),
      });
      input.setAttribute('aria-label', 'Cell');
      placeOver(input, grid);
      grid.element.querySelector('.canvas')?.append(input);
      book().editing = true;
      say('Edit');

      let open = true;
      /** Excel stays in the cell where it cannot make anything of what was typed. */
      const end = (keep: boolean): boolean => {
        if (!open) return true;
        if (keep && !put(input.value)) return false;
        open = false;
        book().editing = false;
        input.remove();
        say('');
        return true;
      };
      const put = (typedText: string): boolean => {
        try {
          writeCells(sheet, { ...active, rows: 1, columns: 1 }, [[typedText]]);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          say(error.message);
          return false;
        }
        tellListeners(book(), { kind: 'cells', sheet });
        return true;
      };
      input.addEventListener('keydown', (event) => {
        const { key } = event;
        if (key !== 'Enter' && key !== 'Tab' && key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        if (!end(key !== 'Escape')) return;
        grid.element.focus();
        if (key === 'Escape') return;
        const next = afterKey(grid.selection, { key, ctrl: false, shift: event.shiftKey }, groundOf(grid));
        if (next) grid.select(next);
      });
      input.addEventListener('blur', () => {
        if (!end(true)) end(false);
      });
      input.focus({ preventScroll: true });
    },
    clear() {
      if (refused()) return;
      clearCells(grid.sheet, areaOf(grid.selection));
      changed();
    },
  };
}

function placeOver({ style }: HTMLElement, { layout, selection: { active }, element }: Grid): void {
  const { rows, columns, frozen } = layout;
  // A frozen cell's place on the canvas moves with the scrolling.
  const top = RULERS.height + offsetOf(rows, active.row) + (active.row < frozen.rows ? element.scrollTop : 0);
  const left =
    RULERS.width + offsetOf(columns, active.column) + (active.column < frozen.columns ? element.scrollLeft : 0);
  style.top = `${top}px`;
  style.left = `${left}px`;
  style.height = `${sizeOf(rows, active.row) + 1}px`;
  style.width = `${Math.max(sizeOf(columns, active.column) + 1, 160)}px`;
  style.maxWidth = `${canvasSize(layout).width - left}px`;
}

import { columnLetters } from '../../../../functions/formats/xlsx-text.ts';
import type { Sheet } from '../../workbook/book.ts';
import { hiddenRows } from '../../workbook/filtered-rows.ts';
import { indexAt, offsetOf, type Span, sizeOf } from './axis.ts';
import { ACTIVE_CELL } from './cell-drawing.ts';
import { make } from './element.ts';
import { canvasSize, drawn, type Layout, layoutOf, RULERS, reaching, scrollTo } from './layout.ts';
import { columnsOf, createRow, type RowElement, type Scene } from './row-drawing.ts';
import { areaOf, type Place, type Selection, selectOne } from './selection.ts';

/** The sheet that is shown, drawn for as much of it as the window holds. */
export interface Grid {
  readonly element: HTMLElement;
  readonly sheet: Sheet;
  readonly selection: Selection;
  readonly layout: Layout;
  /** Shows a sheet where it was left. */
  show(sheet: Sheet): void;
  /** Draws all anew with the next frame. */
  redraw(): void;
  /** Selects, and scrolls so that the far end of the selection is seen unless `stay`. */
  select(selection: Selection, stay?: boolean): void;
  /** The cell's place on the screen; undefined while it is not drawn. */
  cellElement(place: Place): HTMLElement | undefined;
}

interface Remembered {
  selection: Selection;
  top: number;
  left: number;
}

/**
 * `onSelect` is called whenever another cell, or another sheet, is selected; `onDraw` with every drawing, whether all of it
 * is new or it was only scrolled.
 */
export function createGrid(
  element: HTMLElement,
  first: Sheet,
  onSelect: () => void,
  onDraw: (fresh: boolean) => void,
): Grid {
  const letters = part('letters');
  letters.ariaHidden = 'true';
  const frozen = rowsIn(part('frozen-rows', 'rowgroup'), false);
  const rows = rowsIn(part('rows', 'rowgroup'), true);
  const canvas = part('canvas', 'presentation');
  canvas.append(letters, frozen.container, rows.container);
  element.role = 'grid';
  element.tabIndex = 0;
  element.ariaMultiSelectable = 'true';
  element.append(canvas);
  const remembered = new WeakMap<Sheet, Remembered>();
  let sheet = first;
  let selection = selectOne({ row: 0, column: 0 });
  let layout = layoutOf(sheet, hiddenRows(sheet));
  let columns: Span = { first: 0, last: 0 };
  let asked = false;

  const window = () => ({
    top: element.scrollTop,
    left: element.scrollLeft,
    width: element.clientWidth,
    height: element.clientHeight,
  });
  const scene = (): Scene => ({ sheet, layout, columns, selection });

  const measure = () => {
    layout = layoutOf(sheet, hiddenRows(sheet));
    stretch();
  };
  const stretch = () => {
    layout = reaching(layout, selection.far);
    const { width, height } = canvasSize(layout);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    element.classList.toggle('no-gridlines', !sheet.showGridlines);
    element.ariaRowCount = String(layout.extent.rows);
    element.ariaColCount = String(layout.extent.columns);
    element.setAttribute('aria-label', `Sheet ${sheet.name}`);
  };
  /** `fresh` draws every row anew, else only those that came into view. */
  const draw = (fresh: boolean) => {
    const visible = drawn(layout, window());
    const moved = visible.columns.first !== columns.first || visible.columns.last !== columns.last;
    columns = visible.columns;
    if (fresh || moved) drawLetters(letters, scene());
    frozen.draw(scene(), { first: 0, last: layout.frozen.rows - 1 }, fresh || moved);
    rows.draw(scene(), visible.rows, fresh || moved);
    onDraw(fresh);
  };
  const pointAtActive = () => {
    if (element.querySelector(`#${ACTIVE_CELL}`)) element.setAttribute('aria-activedescendant', ACTIVE_CELL);
    else element.removeAttribute('aria-activedescendant');
  };
  const mark = () => {
    for (const each of [...frozen.all(), ...rows.all()]) each.mark(scene());
    drawLetters(letters, scene());
    pointAtActive();
  };
  const drawAll = () => {
    measure();
    draw(true);
    mark();
  };

  element.addEventListener('scroll', () => {
    draw(false);
    pointAtActive();
  });
  new ResizeObserver(() => draw(true)).observe(element);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);

  return {
    element,
    get sheet() {
      return sheet;
    },
    get selection() {
      return selection;
    },
    get layout() {
      return layout;
    },
    show(next) {
      remembered.set(sheet, { selection, top: element.scrollTop, left: element.scrollLeft });
      sheet = next;
      const { top, left, ...known } = remembered.get(next) ?? { selection: START, top: 0, left: 0 };
      selection = known.selection;
      measure();
      element.scrollTo({ top, left });
      draw(true);
      mark();
      onSelect();
    },
    redraw() {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        drawAll();
      });
    },
    select(next, stay = false) {
      selection = next;
      const { extent } = layout;
      if (next.far.row >= extent.rows - 1 || next.far.column >= extent.columns - 1) stretch();
      if (!stay) element.scrollTo(scrollTo(layout, next.far, window()));
      draw(false);
      mark();
      onSelect();
    },
    cellElement(place) {
      const row = [...frozen.all(), ...rows.all()].find((each) => each.row === place.row);
      return row?.element.querySelector<HTMLElement>(`[aria-colindex="${place.column + 1}"]`) ?? undefined;
    },
  };
}

const START = selectOne({ row: 0, column: 0 });

function part(className: string, role?: string): HTMLElement {
  const element = make('div', { className });
  if (role) element.role = role;
  return element;
}

/** Rows that are kept while they are in view and used again when they have left it. */
function rowsIn(container: HTMLElement, scrolls: boolean) {
  const shown = new Map<number, RowElement>();
  return {
    container,
    all: () => shown.values(),
    draw(scene: Scene, { first, last }: Span, fresh: boolean): void {
      const free: RowElement[] = [];
      for (const [row, element] of shown) {
        if (row >= first && row <= last && sizeOf(scene.layout.rows, row) > 0) continue;
        free.push(element);
        shown.delete(row);
      }
      for (let row = first; row <= last; row++) {
        if (sizeOf(scene.layout.rows, row) === 0) {
          // A filter may hide ten thousand rows in one place.
          row = indexAt(scene.layout.rows, offsetOf(scene.layout.rows, row)) - 1;
          continue;
        }
        const before = shown.get(row);
        const element = before ?? free.pop() ?? createRow();
        if (!before) shown.set(row, element);
        if (!before || fresh) element.draw(scene, row);
        if (scrolls && (!before || fresh)) {
          element.element.style.transform = `translateY(${offsetOf(scene.layout.rows, row)}px)`;
        }
        if (!element.element.isConnected) container.append(element.element);
      }
      for (const element of free) element.element.remove();
    },
  };
}

/** The ruler of column letters above the sheet, and the corner that selects all. */
function drawLetters(ruler: HTMLElement, { layout, columns, selection }: Scene): void {
  const area = areaOf(selection);
  const corner = document.createElement('div');
  corner.className = 'corner';
  corner.style.width = `${RULERS.width}px`;
  const wanted = columnsOf(layout, columns);
  ruler.replaceChildren(
    corner,
    ...wanted.map((column, i) => {
      const letter = document.createElement('div');
      const isFrozen = i < layout.frozen.columns;
      const selected = column >= area.column && column < area.column + area.columns;
      letter.className = `letter${selected ? ' selected' : ''}${isFrozen ? ' frozen' : ''}`;
      letter.textContent = columnLetters(column);
      letter.dataset.column = String(column);
      letter.style.width = `${sizeOf(layout.columns, column)}px`;
      const left = offsetOf(layout.columns, column);
      if (isFrozen) letter.style.left = `${RULERS.width + left}px`;
      if (i === layout.frozen.columns) {
        letter.style.marginLeft = `${left - offsetOf(layout.columns, layout.frozen.columns)}px`;
      }
      return letter;
    }),
  );
}

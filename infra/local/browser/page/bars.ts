import { localAddress, parseAddress } from '../../workbook/address.ts';
import { contains } from '../../workbook/book.ts';
import { bodyArea } from '../../workbook/filtered-rows.ts';
import { byId, make } from './element.ts';
import type { Grid } from './grid.ts';
import { cellAt, contentOf } from './look.ts';
import { factsOf } from './selected-cells.ts';
import { areaOf, selectOne, spanning } from './selection.ts';

/** The name box and the formula bar above the grid, the facts of the selection below it. */
export interface Bars {
  redraw(): void;
  /** A short message in the status bar, which screen readers speak. */
  say(message: string): void;
}

export function createBars(grid: () => Grid): Bars {
  const nameBox = byId('name-box', HTMLInputElement);
  const formula = byId('formula', HTMLInputElement);
  const message = byId('message', HTMLElement);
  const facts = byId('facts', HTMLElement);
  let asked = false;

  nameBox.addEventListener('focus', () => nameBox.select());
  nameBox.addEventListener('keydown', ({ key }) => {
    if (key === 'Enter') goTo(grid(), nameBox.value);
    if (key === 'Enter' || key === 'Escape') {
      bars.redraw();
      grid().element.focus();
    }
  });

  const bars: Bars = {
    redraw() {
      const { sheet, selection } = grid();
      const { active } = selection;
      nameBox.value = localAddress({ ...active, rows: 1, columns: 1 });
      formula.value = contentOf(cellAt(sheet, active.row, active.column));
      if (asked) return;
      asked = true;
      // A whole sheet takes a while to add up; the selection is drawn first.
      setTimeout(() => {
        asked = false;
        facts.replaceChildren(...factTexts(grid()).map((text) => make('span', { textContent: text })));
      }, 60);
    },
    say(text) {
      message.textContent = text;
    },
  };
  return bars;
}

function goTo(grid: Grid, text: string): void {
  try {
    const selection = spanning(parseAddress(text).area);
    grid.select(selectOne(selection.active));
    grid.select(selection, true);
  } catch {
    // What is no address leaves the selection as it is; the box shows it again.
  }
}

const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

function factTexts({ sheet, selection, layout }: Grid): string[] {
  const texts: string[] = [];
  const { active } = selection;
  const table = sheet.tables.find(({ area }) => contains(area, active.row, active.column)) ?? sheet.tables[0];
  if (table) {
    const { row, rows } = bodyArea(table);
    let hidden = 0;
    for (const each of layout.hidden) if (each >= row && each < row + rows) hidden++;
    texts.push(
      hidden > 0
        ? `${number.format(rows - hidden)} of ${number.format(rows)} rows shown`
        : `${number.format(rows)} ${rows === 1 ? 'row' : 'rows'}`,
    );
  }
  const area = areaOf(selection);
  if (area.rows * area.columns === 1) return texts;
  const { count, numbers, sum } = factsOf(sheet, area, layout.hidden);
  if (count > 0) texts.push(`Count: ${number.format(count)}`);
  if (numbers > 0) texts.push(`Sum: ${number.format(sum)}`);
  return texts;
}

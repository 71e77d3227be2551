import { answerRequest } from '../../workbook/answer-request.ts';
import { type Book, type BookChange, newBook, type Sheet } from '../../workbook/book.ts';
import { newHost } from '../../workbook/host.ts';
import { createBars } from './bars.ts';
import { createChartLayer } from './chart-layer.ts';
import { createEditor } from './editor.ts';
import { byId } from './element.ts';
import { createExcelWindow } from './excel-window.ts';
import { createFilterMenu } from './filter-menu.ts';
import { createGrid } from './grid.ts';
import { navigate } from './navigation.ts';
import { createOutlineBar } from './outline-bar.ts';
import { createPaneFrame, takeKey } from './pane-frame.ts';
import { fileName, holdsReport, saveBook } from './save.ts';
import { areaOf, spanning } from './selection.ts';
import { setUpSeparator } from './separator.ts';
import { drawTabs, neighbourSheet } from './tabs.ts';

let book = newBook();
let saved = true;

/** The workbook as it is, to be read from the browser's console and by end-to-end tests. */
Object.defineProperty(globalThis, 'hmisBook', { get: (): Book => book });

const excelWindow = createExcelWindow();
const openPane = createPaneFrame(takeKey(), excelWindow.connect);
const tabs = byId('tabs', HTMLElement);
const savedText = byId('saved', HTMLElement);

const bars = createBars(() => grid);
/** What the book was told to be selected; another one is the wish of the pane. */
let selected: Book['selection'];
const outline = createOutlineBar(
  byId('outline', HTMLElement),
  () => grid,
  () => book,
);
const charts = createChartLayer(byId('charts', HTMLElement), () => grid);
const grid = createGrid(
  byId('grid', HTMLElement),
  book.activeSheet,
  () => {
    selected = { sheet: grid.sheet, area: areaOf(grid.selection) };
    book.selection = selected;
    bars.redraw();
  },
  (fresh) => {
    outline.draw(fresh);
    charts.draw(fresh);
  },
);
const editor = createEditor(grid, () => book, bars.say);
const openFilter = createFilterMenu(grid, () => book, bars.say);

function show(sheet: Sheet): void {
  book.activeSheet = sheet;
  grid.show(sheet);
  redrawTabs();
}

function redrawTabs(): void {
  drawTabs(tabs, book, grid.sheet, show);
  byId('sheet-panel', HTMLElement).setAttribute('aria-labelledby', 'selected-tab');
}

function onChange(change: BookChange): void {
  saved = false;
  savedText.textContent = holdsReport(book) ? 'Not saved' : '';
  if (change.kind === 'sheets') {
    const { activeSheet, selection: asked } = book;
    const wished = asked !== selected && asked?.sheet === activeSheet ? asked : undefined;
    if (activeSheet !== grid.sheet) grid.show(activeSheet);
    if (wished) grid.select(spanning(wished.area));
    redrawTabs();
  } else if (change.sheet !== grid.sheet) return;
  grid.redraw();
  bars.redraw();
}

function open(next: Book): void {
  book.listeners.clear();
  book = next;
  saved = true;
  savedText.textContent = '';
  book.listeners.add(onChange);
  show(book.activeSheet);
  const host = newHost(book);
  openPane((request) => answerRequest(host, request));
}

navigate(grid, {
  edit: editor.begin,
  clear: editor.clear,
  openFilter,
  turnGroup: outline.turnAt,
  turnSheet(step) {
    const next = neighbourSheet(book, grid.sheet, step);
    if (next) show(next);
  },
});
setUpSeparator();

const saveButton = byId('save', HTMLButtonElement);
saveButton.addEventListener('click', async () => {
  saveButton.disabled = true;
  const name = fileName(book, new Date());
  bars.say(`Saving ${name} …`);
  try {
    // What is changed while the file is written is not in it.
    saved = true;
    await saveBook(book, name);
    savedText.textContent = saved ? 'Saved' : 'Not saved';
    bars.say(`Saved as ${name}`);
  } catch (error) {
    saved = false;
    bars.say('The workbook could not be saved.');
    throw error;
  } finally {
    saveButton.disabled = false;
  }
});

const ask = byId('ask', HTMLDialogElement);
byId('new', HTMLButtonElement).addEventListener('click', () => {
  if (saved || !holdsReport(book)) return open(newBook());
  ask.returnValue = 'cancel';
  ask.showModal();
});
ask.addEventListener('close', () => {
  if (ask.returnValue === 'leave') open(newBook());
});

addEventListener('beforeunload', (event) => {
  if (!saved && holdsReport(book)) event.preventDefault();
});

open(book);

import { readableColor } from './colors.ts';
import type { Look } from './look.ts';
import { FONT_SIZE, lineHeight, PADDING, textWidth } from './measure.ts';

/** Where in its row a cell lies, px. */
export interface Room {
  readonly width: number;
  readonly height: number;
  /** From the row's beginning. */
  readonly left: number;
  /** Whether it stays there when the sheet is scrolled sideways. */
  readonly frozen: boolean;
}

export interface CellElement {
  readonly element: HTMLElement;
  readonly column: number;
  draw(look: Look, column: number, room: Room): void;
  mark(selected: boolean, active: boolean, edges: Readonly<Record<'top' | 'bottom' | 'left' | 'right', boolean>>): void;
}

/** The id that `aria-activedescendant` names; one cell has it. */
export const ACTIVE_CELL = 'active-cell';

/** An element tells nothing cheaper than this what it was set to last, and a scrolled screen has thousands of them. */
interface Drawn {
  column: number;
  role: string;
  /** undefined where it holds more than a text. */
  text: string | undefined;
  room: Room | undefined;
  paint: string;
}

export function createCell(): CellElement {
  const element = document.createElement('div');
  const drawn: Drawn = { column: -1, role: '', text: '', room: undefined, paint: '' };
  let classes = '';
  let isSelected = false;
  let isActive = false;
  element.ariaSelected = 'false';
  return {
    element,
    get column() {
      return drawn.column;
    },
    draw(look, column, room) {
      classes = classesOf(look, room);
      if (drawn.column !== column) element.ariaColIndex = String(column + 1);
      drawn.column = column;
      const role = look.header ? 'columnheader' : 'gridcell';
      if (drawn.role !== role) element.setAttribute('role', role);
      drawn.role = role;
      if (!sameRoom(drawn.room, room)) place(element, room);
      drawn.room = room;
      drawn.paint = paint(element, look, room, drawn.paint);
      const text = fitted(look, room.width);
      if (look.header) element.replaceChildren(...headerParts(look.header, text));
      else if (drawn.text !== text) setText(element, text);
      drawn.text = look.header ? undefined : text;
    },
    mark(selected, active, edges) {
      let marked = classes;
      if (selected) {
        marked += active ? ' selected active' : ' selected';
        for (const [edge, there] of Object.entries(edges)) if (there) marked += ` edge-${edge}`;
      }
      if (element.className !== marked) element.className = marked;
      if (isSelected !== selected) element.ariaSelected = String(selected);
      isSelected = selected;
      if (active) element.id = ACTIVE_CELL;
      else if (isActive) element.removeAttribute('id');
      isActive = active;
    },
  };
}

/** A text node is kept: to put another in its place costs twice as much. */
function setText(element: HTMLElement, text: string): void {
  const { firstChild } = element;
  if (firstChild instanceof Text && firstChild === element.lastChild) firstChild.data = text;
  else element.textContent = text;
}

function sameRoom(before: Room | undefined, { width, height, left, frozen }: Room): boolean {
  return (
    before !== undefined &&
    before.width === width &&
    before.height === height &&
    before.left === left &&
    before.frozen === frozen
  );
}

function classesOf({ align, text, part, spills, format }: Look, { frozen }: Room): string {
  const names = ['cell', align];
  if (text !== '' && !spills) names.push('filled');
  if (spills) names.push('spills');
  if (part) names.push('table', part);
  if (format.wrapText) names.push('wrap');
  if (format.bold) names.push('bold');
  if (format.italic) names.push('italic');
  if (frozen) names.push('frozen');
  return names.join(' ');
}

function place({ style }: HTMLElement, { width, left }: Room): void {
  style.width = `${width}px`;
  style.left = `${left}px`;
  style.display = width === 0 ? 'none' : '';
}

const dark = matchMedia('(prefers-color-scheme: dark)');
const PAPER = { light: '#ffffff', dark: '#1f1f1f' } as const;

/**
 * Formats that have a value of their own; nothing is set where `before` says that nothing changed. A fill was made for
 * dark text on white, so the text's colour is chosen to read on it.
 */
function paint({ style }: HTMLElement, { format, header, lineAbove }: Look, { height }: Room, before: string): string {
  const { fill = '', fontColor, fontSize = FONT_SIZE, wrapText = false, vertical = 'Bottom' } = format;
  const plain = fill === '' && (fontColor === undefined || header !== undefined);
  const color = plain ? '' : readableColor(fontColor, fill || PAPER[dark.matches ? 'dark' : 'light']);
  const now = [fill, color, lineAbove, fontSize, wrapText, vertical, height].join();
  if (now === before) return now;
  style.backgroundColor = fill;
  style.color = color;
  style.boxShadow = lineAbove === '' ? '' : `inset 0 1px ${lineAbove}`;
  style.fontSize = fontSize === FONT_SIZE ? '' : `${(fontSize * 4) / 3}px`;
  style.lineHeight = `${wrapText ? lineHeight(fontSize) : Math.min(height - 1, Math.max(lineHeight(fontSize), 19))}px`;
  style.alignContent = { Top: 'start', Center: 'center', Bottom: 'end' }[vertical];
  return now;
}

/** A number that has no room is never cut: half a date would be another one. */
function fitted({ text, numeric, format }: Look, width: number): string {
  const room = width - 2 * PADDING;
  // No digit is wider than 9 px at the standard size: most numbers need no measuring.
  if (!numeric || (text.length * 9 <= room && format.fontSize === undefined)) return text;
  if (textWidth(text, format.fontSize, format.bold) <= room) return text;
  return '#'.repeat(Math.max(1, Math.floor(room / textWidth('#', format.fontSize, format.bold))));
}

function headerParts({ table, column }: NonNullable<Look['header']>, text: string): HTMLElement[] {
  const name = document.createElement('span');
  name.className = 'header-text';
  name.textContent = text;
  if (table.showFilterButton === false) return [name];
  const button = document.createElement('button');
  button.type = 'button';
  button.tabIndex = -1;
  const filtered = table.filters.has(column);
  const sorted = table.sort.find((key) => key.column === column);
  button.className = `filter-button${filtered ? ' filtered' : ''}${sorted ? ' sorted' : ''}`;
  button.setAttribute('aria-label', `Filter ${text}${filtered ? ', filtered' : ''}`);
  button.setAttribute('aria-haspopup', 'dialog');
  button.dataset.column = String(column);
  return [name, button];
}

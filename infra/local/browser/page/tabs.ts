import type { Book, Sheet } from '../../workbook/book.ts';
import { make } from './element.ts';

/** The tabs of the sheets that are not hidden. `onShow` is called with the one that a person chose. */
export function drawTabs(tabs: HTMLElement, book: Book, shown: Sheet, onShow: (sheet: Sheet) => void): void {
  const focused = tabs.contains(document.activeElement);
  tabs.replaceChildren(
    ...visibleSheets(book).map((sheet) => {
      const tab = make('button', { type: 'button', className: 'tab', textContent: sheet.name, title: sheet.name });
      const selected = sheet === shown;
      tab.setAttribute('role', 'tab');
      tab.ariaSelected = String(selected);
      tab.setAttribute('aria-controls', 'sheet-panel');
      tab.tabIndex = selected ? 0 : -1;
      if (sheet.tabColor) tab.style.boxShadow = `inset 0 -4px 0 ${sheet.tabColor}`;
      tab.addEventListener('click', () => onShow(sheet));
      tab.addEventListener('keydown', (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        const next = step && neighbourSheet(book, sheet, step === 1 ? 1 : -1);
        if (!next) return;
        event.preventDefault();
        onShow(next);
      });
      if (selected) tab.id = 'selected-tab';
      return tab;
    }),
  );
  const selected = tabs.querySelector<HTMLElement>('#selected-tab');
  selected?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  if (focused) selected?.focus();
}

/** The visible sheet beside one; undefined at the ends. */
export function neighbourSheet(book: Book, sheet: Sheet, step: 1 | -1): Sheet | undefined {
  const sheets = visibleSheets(book);
  return sheets[sheets.indexOf(sheet) + step];
}

function visibleSheets({ sheets }: Book): Sheet[] {
  return sheets.filter(({ visibility }) => visibility === 'Visible');
}

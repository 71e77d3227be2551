import { localAddress } from '../address.ts';
import type { Area, Sheet } from '../book.ts';

/** `sheetViews`: what is frozen, whether lines show, what is selected (else the first cell that scrolls). */
export function viewXml(sheet: Sheet, active: boolean, selected: Area | undefined): string {
  const { rows, columns } = sheet.frozen;
  const corner = { row: rows, column: columns, rows: 1, columns: 1 };
  const { row, column } = selected ?? corner;
  const pane = `${rows > 0 && row >= rows ? 'bottom' : 'top'}${columns > 0 && column >= columns ? 'Right' : 'Left'}`;
  const splits = `${columns > 0 ? ` xSplit="${columns}"` : ''}${rows > 0 ? ` ySplit="${rows}"` : ''}`;
  return [
    `<sheetViews><sheetView${sheet.showGridlines ? '' : ' showGridLines="0"'}${active ? ' tabSelected="1"' : ''}`,
    ' workbookViewId="0">',
    splits === '' ? '' : `<pane${splits} topLeftCell="${localAddress(corner)}" activePane="${pane}" state="frozen"/>`,
    `<selection${pane === 'topLeft' ? '' : ` pane="${pane}"`} activeCell="${localAddress({ row, column, rows: 1, columns: 1 })}"`,
    ` sqref="${localAddress(selected ?? corner)}"/></sheetView></sheetViews>`,
  ].join('');
}

import { MAIN, XML } from '../../../../functions/formats/xlsx-package.ts';
import { xmlAttribute, xmlText } from '../../../../functions/formats/xlsx-text.ts';
import { localAddress } from '../address.ts';
import type { Cell, Sheet, Table } from '../book.ts';
import { columnNames } from '../table-headers.ts';
import { filterColumnXml } from './filter-xml.ts';
import { fileFormula } from './formula.ts';

/** A table's own part; `id` is its number in the workbook, from 1. */
export function tablePart(table: Table, sheet: Sheet, id: number): string {
  const { area, showTotals } = table;
  const name = xmlAttribute(table.name);
  const totals = showTotals ? sheet.cells[area.row + area.rows - 1] : undefined;
  const columns = columnNames(sheet, table).map((header, i) =>
    columnXml(i + 1, header, totals?.[area.column + i], table.name),
  );
  return [
    `${XML}<table xmlns="${MAIN}" id="${id}" name="${name}" displayName="${name}" ref="${localAddress(area)}"`,
    showTotals ? ' totalsRowCount="1">' : ' totalsRowShown="0">',
    autoFilterXml(table),
    sortStateXml(table),
    `<tableColumns count="${columns.length}">${columns.join('')}</tableColumns>`,
    table.style === ''
      ? ''
      : `<tableStyleInfo name="${xmlAttribute(table.style)}" showFirstColumn="0" showLastColumn="0" showRowStripes="${table.showBandedRows === false ? 0 : 1}" showColumnStripes="0"/>`,
    '</table>',
  ].join('');
}

/** The buttons over the rows that they filter, which leave out the totals. */
function autoFilterXml({ area, showTotals, showFilterButton = true, filters }: Table): string {
  const columns = Array.from({ length: area.columns }, (_, column) => {
    const filter = filters.get(column);
    return filter || !showFilterButton ? filterColumnXml(column, filter, showFilterButton) : '';
  });
  const reference = localAddress({ ...area, rows: area.rows - (showTotals ? 1 : 0) });
  return `<autoFilter ref="${reference}">${columns.join('')}</autoFilter>`;
}

function sortStateXml({ area, showTotals, sort }: Table): string {
  if (sort.length === 0) return '';
  const body = { ...area, row: area.row + 1, rows: area.rows - (showTotals ? 2 : 1) };
  const conditions = sort.map(({ column, ascending }) => {
    const keys = localAddress({ ...body, column: area.column + column, columns: 1 });
    return `<sortCondition${ascending ? '' : ' descending="1"'} ref="${keys}"/>`;
  });
  return `<sortState ref="${localAddress(body)}">${conditions.join('')}</sortState>`;
}

/** What SUBTOTAL's first argument means, hidden rows left out. */
const TOTALS: Readonly<Record<string, string>> = {
  101: 'average',
  102: 'countNums',
  103: 'count',
  104: 'max',
  105: 'min',
  107: 'stdDev',
  109: 'sum',
  110: 'var',
};

/** A column; what stands in the totals row is said here again, for Excel fills that row from it. */
function columnXml(id: number, header: string, total: Cell, table: string): string {
  const start = `<tableColumn id="${id}" name="${xmlAttribute(header)}"`;
  if (typeof total === 'string' && total !== '') return `${start} totalsRowLabel="${xmlAttribute(total)}"/>`;
  if (typeof total !== 'object') return `${start}/>`;
  if (total.kind === 'quoted') return `${start} totalsRowLabel="${xmlAttribute(total.text)}"/>`;
  const formula = total.kind === 'formula' ? fileFormula(total.formula, table) : undefined;
  if (formula === undefined) return `${start}/>`;
  const known = TOTALS[/^SUBTOTAL\((\d+),[^(]*\)$/i.exec(formula)?.[1] ?? ''];
  if (known !== undefined) return `${start} totalsRowFunction="${known}"/>`;
  return `${start} totalsRowFunction="custom"><totalsRowFormula>${xmlText(formula)}</totalsRowFormula></tableColumn>`;
}

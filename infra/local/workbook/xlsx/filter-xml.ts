import { xmlAttribute } from '../../../../functions/formats/xlsx-text.ts';
import { isCalendarDate } from '../../../../shared/dates.ts';
import { excelSerial } from '../../../../shared/excel/serial.ts';
import type { TableFilter } from '../book.ts';

const OPERATORS: Readonly<Record<string, string>> = {
  '<': 'lessThan',
  '<=': 'lessThanOrEqual',
  '<>': 'notEqual',
  '>=': 'greaterThanOrEqual',
  '>': 'greaterThan',
};

/** `filterColumn` of a table's `autoFilter`; `column` counts from 0 within the table. [ECMA-376 part 1, 18.3.2] */
export function filterColumnXml(column: number, filter: TableFilter | undefined, button: boolean): string {
  const hidden = button ? '' : ' hiddenButton="1"';
  return `<filterColumn colId="${column}"${hidden}>${filter ? criteriaXml(filter) : ''}</filterColumn>`;
}

function criteriaXml(filter: TableFilter): string {
  if (filter.kind === 'values') {
    const shown = filter.values.filter((value) => value !== '');
    const blank = shown.length < filter.values.length ? ' blank="1"' : '';
    return `<filters${blank}>${shown.map((value) => `<filter val="${xmlAttribute(value)}"/>`).join('')}</filters>`;
  }
  const { criterion1, criterion2, or } = filter;
  if (criterion1 === '=' && criterion2 === undefined) return '<filters blank="1"/>';
  const second = criterion2 === undefined ? '' : customXml(criterion2);
  const and = second !== '' && !or ? ' and="1"' : '';
  return `<customFilters${and}>${customXml(criterion1)}${second}</customFilters>`;
}

function customXml(criterion: string): string {
  const [, sign = '', value = ''] = /^(<=|<>|>=|<|>|=)?(.*)$/s.exec(criterion) ?? [];
  const operator = OPERATORS[sign];
  return `<customFilter${operator ? ` operator="${operator}"` : ''} val="${xmlAttribute(fileValue(sign, value))}"/>`;
}

/** Days are put in order by their numbers; "not blank" is, in a file, other than one space. */
function fileValue(sign: string, value: string): string {
  if (value === '') return ' ';
  return isCalendarDate(value) && /^[<>]=?$/.test(sign) ? String(excelSerial(value) ?? value) : value;
}

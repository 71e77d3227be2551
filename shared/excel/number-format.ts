import type { AnswerColumn, NumberKind } from '../column.ts';

const NUMBERS: Readonly<Record<NumberKind, string>> = { tenths: '#,##0.0', share: '0.00%' };

/** Excel's number format for the cells of a column; undefined for texts, which need none. */
export function numberFormatOf({ type, number }: Pick<AnswerColumn, 'type' | 'number'>): string | undefined {
  if (type === 'text') return undefined;
  if (type === 'date') return 'yyyy-mm-dd';
  return number ? NUMBERS[number] : '#,##0';
}

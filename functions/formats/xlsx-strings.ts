import { CELL_LENGTH } from '../../shared/excel/serial.ts';
import { MAIN, XML } from './xlsx-package.ts';
import { xmlText } from './xlsx-text.ts';

/** The workbook's texts, each once. Cells hold their numbers, and no text is ever where a formula could be. */
export interface SharedStrings {
  indexOf(text: string): number;
  /** Texts that were longer than a cell, and were cut. */
  readonly cut: number;
  xml(): Generator<string>;
}

export function sharedStrings(): SharedStrings {
  const index = new Map<string, number>();
  let cut = 0;
  return {
    indexOf(text) {
      const known = index.get(text);
      if (known !== undefined) return known;
      if (text.length > CELL_LENGTH) cut++;
      index.set(text, index.size);
      return index.size - 1;
    },
    get cut() {
      return cut;
    },
    *xml() {
      yield `${XML}<sst xmlns="${MAIN}">`;
      for (const text of index.keys()) yield `<si><t xml:space="preserve">${xmlText(text)}</t></si>`;
      yield '</sst>';
    },
  };
}

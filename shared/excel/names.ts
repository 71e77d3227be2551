/** Excel's limit for the name of a sheet, UTF-16 units. */
const SHEET_NAME_LENGTH = 31;

/**
 * A sheet's name made of a title: without the characters that Excel refuses, no apostrophe at an end, 31 units at most,
 * and with a number behind it (`Active Client List 2`) where the name is taken. Excel compares names without regard to case.
 */
export function freeSheetName(title: string, taken: readonly string[]): string {
  const clean = title
    .toWellFormed()
    .replaceAll(/[\\/?*[\]:\p{Cc}]/gu, ' ')
    .replaceAll(/\s+/g, ' ');
  return free(taken, ' ', (ending) => {
    const name = trimmed(clean)
      .slice(0, SHEET_NAME_LENGTH - ending.length)
      .toWellFormed();
    return `${trimmed(name) || 'Report'}${ending}`;
  });
}

function trimmed(name: string): string {
  return name.replaceAll(/^['\s]+|['\s]+$/g, '');
}

/**
 * A table's name made of a report's id: `active-clients` -> `ActiveClients`, then `ActiveClients2`. Letters and digits
 * only, beginning with a letter, and never what Excel reads as a cell (`APR2026`, `R1C1`); free among the workbook's tables
 * and names.
 */
export function freeTableName(report: string, taken: readonly string[]): string {
  const words = report.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const name = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
  return free(taken, '', (ending) => {
    const whole = name.slice(0, 200) + ending;
    return /^[A-Za-z]/.test(whole) && !looksLikeCell(whole) ? whole : `Report_${whole}`;
  });
}

function looksLikeCell(name: string): boolean {
  return /^([A-Z]{1,3}\d+|R\d*(C\d*)?|C\d*)$/i.test(name);
}

function free(taken: readonly string[], separator: string, nameWith: (ending: string) => string): string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  for (let n = 1; ; n++) {
    const name = nameWith(n === 1 ? '' : `${separator}${n}`);
    if (!used.has(name.toLowerCase()) && name.toLowerCase() !== 'history') return name;
  }
}

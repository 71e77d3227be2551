import { LEVEL, type Outline } from '../../../shared/look.ts';
import { heldValue } from '../cell-value.ts';
import type { RegistryEntry } from '../registry.ts';
import type { Step } from '../steps.ts';
import type { DesignStep } from './design-step.ts';

/** The words of an outline's levels from the outermost, and how many of them show at first. */
export type SheetOutline = NonNullable<RegistryEntry['outline']>;

export function sheetOutline({ levels, shown, members }: Outline): SheetOutline {
  return { levels: members ? [...levels, members.level] : [...levels], shown };
}

/**
 * Puts rows into the groups that their levels say: a row is in as many as it lies deep, and rows of one depth that follow
 * each other are in one. `words` are what `Level` says of each row; what is no level lies outside of every group. Pure.
 */
export function planOutline(
  { levels, shown }: SheetOutline,
  sheet: string,
  firstRow: number,
  words: readonly unknown[],
): Step[] {
  const depths = words.map((word) => Math.max(0, levels.indexOf(String(word))));
  const groups: DesignStep[] = [];
  for (let depth = 1; depth < levels.length; depth++) {
    for (const { row, rows } of runs(depths, depth))
      groups.push({ kind: 'group', rows: { row: firstRow + row, rows } });
  }
  if (groups.length === 0) return [];
  return [...groups, { kind: 'showLevels', levels: shown } as const].map((design) => ({
    kind: 'design',
    sheet,
    design,
  }));
}

function runs(depths: readonly number[], depth: number): { row: number; rows: number }[] {
  const found: { row: number; rows: number }[] = [];
  for (const [row, own] of depths.entries()) {
    if (own < depth) continue;
    const last = found.at(-1);
    if (last && last.row + last.rows === row) last.rows++;
    else found.push({ row, rows: 1 });
  }
  return found;
}

/** What `Level` says in each row of a table's body, whatever column that is now. */
export function levelWords(headers: readonly string[], cells: readonly (readonly (string | number | boolean)[])[]) {
  const at = headers.findIndex((header) => header.toLowerCase() === LEVEL.toLowerCase());
  return cells.map((row) => heldValue(row[at] ?? ''));
}

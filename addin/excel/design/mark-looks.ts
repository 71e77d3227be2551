import type { MarkKind } from '../../../shared/look.ts';
import type { MarkLook } from './design-step.ts';

/** Light on dark and bold, bold on light, slanted on grey: with every colour gone they are still three. */
export const MARK_LOOKS: Readonly<Record<MarkKind, MarkLook>> = {
  late: { bold: true, fontColor: '#FFFFFF', fill: '#7A1F1F' },
  due: { bold: true, fontColor: '#000000', fill: '#FFE699' },
  check: { italic: true, fontColor: '#000000', fill: '#E7E6E6' },
};

const GREY = ['#D9D9D9', '#EDEDED'] as const;
const LINE = '#7F7F7F';
/** 7:1 on white. */
const QUIET = '#595959';

/**
 * The lines of an outline, by how deep they are: the two outermost on grey, those between bold, the deepest as they are.
 * Rows of a list under them are quieter, and the lines that count those need no weight then.
 */
export function lineLooks(levels: readonly string[], members: string | undefined): (MarkLook | undefined)[] {
  return levels.map((level, depth) => {
    if (level === members) return { fontColor: QUIET };
    const fill = GREY[depth];
    if (fill) return depth === levels.length - 1 && depth > 0 ? undefined : { bold: true, fill, lineAbove: LINE };
    return depth === levels.length - 1 || levels[depth + 1] === members ? undefined : { bold: true };
  });
}

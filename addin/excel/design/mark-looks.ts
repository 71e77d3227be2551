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

/** The lines of an outline from the outermost: darker and bold, lighter and bold, bold, and the deepest as it is. */
export function lineLooks(levels: number): (MarkLook | undefined)[] {
  return Array.from({ length: levels }, (_, depth) => {
    if (depth === levels - 1 && levels > 1) return undefined;
    const fill = GREY[depth];
    return { bold: true, ...(fill && { fill, lineAbove: LINE }) };
  });
}

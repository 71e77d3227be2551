import { rgb } from '../../../../functions/formats/xlsx-styles.ts';
import { xmlText } from '../../../../functions/formats/xlsx-text.ts';
import { localAddress } from '../address.ts';
import type { BorderSide, ConditionalLook, Sheet } from '../book.ts';

/** The looks of a workbook's conditional formats, each once: rules hold their numbers. */
export interface ConditionalLooks {
  idOf(look: ConditionalLook): number;
  /** `dxf` elements in the order of their numbers [ECMA-376 part 1, 18.8.14]. */
  readonly all: readonly string[];
}

export function conditionalLooks(): ConditionalLooks {
  const ids = new Map<string, number>();
  return {
    idOf(look) {
      const xml = lookXml(look);
      const id = ids.get(xml) ?? ids.size;
      ids.set(xml, id);
      return id;
    },
    get all() {
      return [...ids.keys()];
    },
  };
}

/** A sheet's rules, the first one with the highest priority [ECMA-376 part 1, 18.3.1.18]. */
export function conditionalXml({ conditionalFormats }: Sheet, looks: ConditionalLooks): string {
  return conditionalFormats
    .map(({ area, formula, look }, i) => {
      const rule = `<cfRule type="expression" dxfId="${looks.idOf(look)}" priority="${i + 1}">`;
      const condition = `<formula>${xmlText(formula.replace(/^=/, ''))}</formula>`;
      return `<conditionalFormatting sqref="${localAddress(area)}">${rule}${condition}</cfRule></conditionalFormatting>`;
    })
    .join('');
}

const SIDES: readonly (readonly [name: string, side: BorderSide])[] = [
  ['left', 'EdgeLeft'],
  ['right', 'EdgeRight'],
  ['top', 'EdgeTop'],
  ['bottom', 'EdgeBottom'],
];

const LINES: Readonly<Record<string, string>> = {
  Continuous: 'thin',
  Dash: 'dashed',
  DashDot: 'dashDot',
  DashDotDot: 'dashDotDot',
  Dot: 'dotted',
};

function lookXml({ bold, italic, fontColor, fill, borders }: ConditionalLook): string {
  const [font, background] = [rgb(fontColor), rgb(fill)];
  const fontXml = [bold ? '<b/>' : '', italic ? '<i/>' : '', font === undefined ? '' : `<color rgb="${font}"/>`].join(
    '',
  );
  // A solid fill of a rule is in bgColor, unlike a cell's.
  const fillXml =
    background === undefined
      ? ''
      : `<fill><patternFill patternType="solid"><fgColor rgb="${background}"/><bgColor rgb="${background}"/></patternFill></fill>`;
  const lines = SIDES.flatMap(([name, side]) => {
    const line = LINES[borders?.[side]?.style ?? ''];
    const color = rgb(borders?.[side]?.color) ?? 'FF000000';
    return line === undefined ? [] : [`<${name} style="${line}"><color rgb="${color}"/></${name}>`];
  });
  return [
    '<dxf>',
    fontXml === '' ? '' : `<font>${fontXml}</font>`,
    fillXml,
    lines.length === 0 ? '' : `<border>${lines.join('')}</border>`,
    '</dxf>',
  ].join('');
}

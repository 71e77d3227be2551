import type { CellFormat } from './cell-format.ts';
import { MAIN, XML } from './xlsx-package.ts';
import { xmlText } from './xlsx-text.ts';

/** The cell formats that a workbook uses, each once. Cells hold their numbers; 0 is a cell nobody formatted. */
export interface CellStyles {
  idOf(format: CellFormat): number;
  /** The same look for text behind an apostrophe: typing Enter in such a cell must not turn it into a formula. */
  quoted(id: number): number;
  /** The styles part; complete only when every cell has been asked for. `conditional`: the `dxf` of conditional formats. */
  xml(conditional?: readonly string[]): string;
}

export function cellStyles(): CellStyles {
  const numberFormats = numbered(FIRST_CUSTOM);
  const fonts = numbered();
  const fills = numbered();
  const styles = numbered();
  const formats: CellFormat[] = [];
  const quotedIds = new Map<number, number>();
  // Excel counts on these two being the first fills.
  for (const pattern of ['none', 'gray125']) fills.idOf(`<fill><patternFill patternType="${pattern}"/></fill>`);

  const add = (format: CellFormat, quotePrefix: boolean) => {
    const { numberFormat = 'General' } = format;
    const numFmtId = BUILT_IN[numberFormat] ?? numberFormats.idOf(numberFormat);
    const ids = { numFmtId, fontId: fonts.idOf(fontXml(format)), fillId: fills.idOf(fillXml(format)) };
    const id = styles.idOf(styleXml(ids, alignmentXml(format), quotePrefix));
    formats[id] = format;
    return id;
  };
  add({}, false);

  return {
    idOf: (format) => add(format, false),
    quoted(id) {
      const known = quotedIds.get(id) ?? add(formats[id] ?? {}, true);
      quotedIds.set(id, known);
      return known;
    },
    xml(conditional = []) {
      const custom = numberFormats.all.map(
        (code, i) => `<numFmt numFmtId="${FIRST_CUSTOM + i}" formatCode="${xmlText(code)}"/>`,
      );
      return [
        `${XML}<styleSheet xmlns="${MAIN}">`,
        custom.length === 0 ? '' : counted('numFmts', custom),
        counted('fonts', fonts.all),
        counted('fills', fills.all),
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
        counted('cellXfs', styles.all),
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
        conditional.length === 0 ? '' : counted('dxfs', conditional),
        '</styleSheet>',
      ].join('');
    },
  };
}

const FIRST_CUSTOM = 164;

/** Number formats that have a number of their own and mean the same in every locale. [ECMA-376 part 1, 18.8.30] */
const BUILT_IN: Readonly<Record<string, number>> = {
  General: 0,
  '0': 1,
  '0.00': 2,
  '#,##0': 3,
  '#,##0.00': 4,
  '0%': 9,
  '0.00%': 10,
  '0.00E+00': 11,
  '@': 49,
};

function numbered(first = 0) {
  const ids = new Map<string, number>();
  return {
    idOf(text: string): number {
      const known = ids.get(text) ?? first + ids.size;
      ids.set(text, known);
      return known;
    },
    get all() {
      return [...ids.keys()];
    },
  };
}

function counted(name: string, elements: readonly string[]): string {
  return `<${name} count="${elements.length}">${elements.join('')}</${name}>`;
}

function fontXml({ bold, italic, fontSize = 11, fontColor }: CellFormat): string {
  const color = rgb(fontColor);
  return [
    bold ? '<font><b/>' : '<font>',
    italic ? '<i/>' : '',
    `<sz val="${fontSize}"/>`,
    color === undefined ? '' : `<color rgb="${color}"/>`,
    '<name val="Calibri"/><family val="2"/></font>',
  ].join('');
}

function fillXml({ fill }: CellFormat): string {
  const color = rgb(fill);
  if (color === undefined) return '<fill><patternFill patternType="none"/></fill>';
  return `<fill><patternFill patternType="solid"><fgColor rgb="${color}"/><bgColor indexed="64"/></patternFill></fill>`;
}

function alignmentXml({ horizontal = 'General', vertical = 'Bottom', wrapText }: CellFormat): string {
  const attributes = [
    horizontal === 'General' ? '' : ` horizontal="${horizontal.toLowerCase()}"`,
    vertical === 'Bottom' ? '' : ` vertical="${vertical.toLowerCase()}"`,
    wrapText ? ' wrapText="1"' : '',
  ].join('');
  return attributes === '' ? '' : `<alignment${attributes}/>`;
}

function styleXml(ids: { numFmtId: number; fontId: number; fillId: number }, inner: string, quotePrefix: boolean) {
  const { numFmtId, fontId, fillId } = ids;
  const attributes = [
    `numFmtId="${numFmtId}" fontId="${fontId}" fillId="${fillId}" borderId="0" xfId="0"`,
    quotePrefix ? ' quotePrefix="1"' : '',
    numFmtId === 0 ? '' : ' applyNumberFormat="1"',
    fontId === 0 ? '' : ' applyFont="1"',
    fillId === 0 ? '' : ' applyFill="1"',
    inner === '' ? '' : ' applyAlignment="1"',
  ].join('');
  return inner === '' ? `<xf ${attributes}/>` : `<xf ${attributes}>${inner}</xf>`;
}

/** `#0F6C6C` as the file has it, `FF0F6C6C`; undefined for what is no such colour: the cell then has none of its own. */
export function rgb(color: string | undefined): string | undefined {
  return color !== undefined && /^#[0-9a-f]{6}$/i.test(color) ? `FF${color.slice(1).toUpperCase()}` : undefined;
}

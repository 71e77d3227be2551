import { overlap } from '../address.ts';
import type { BorderLine, BorderSide, ConditionalFormat, ConditionalLook, Sheet } from '../book.ts';
import { clearConditionalFormats } from '../conditional-formats.ts';
import {
  asBoolean,
  asOneOf,
  asText,
  type Host,
  type HostObject,
  hostObject,
  type ObjectType,
  type SheetArea,
} from '../object-type.ts';
import { changeCells } from '../protection.ts';
import { invalidArgument, itemNotFound, Refusal } from '../refusal.ts';

/** The rules of a range that show how its cells look by what stands in them; the host knows those by a formula. */
export function conditionalFormatsObject(range: SheetArea): HostObject {
  return hostObject(CONDITIONAL_FORMATS, range);
}

interface RuleOfSheet {
  readonly sheet: Sheet;
  readonly rule: ConditionalFormat;
}

function rulesOf({ sheet, area }: SheetArea): RuleOfSheet[] {
  return sheet.conditionalFormats.filter((rule) => overlap(rule.area, area)).map((rule) => ({ sheet, rule }));
}

const CONDITIONAL_FORMATS: ObjectType<SheetArea> = {
  name: 'ConditionalFormatCollection',
  items: (range) => rulesOf(range).map((one) => hostObject(CONDITIONAL_FORMAT, one)),
  item: (range, id) => {
    const found = rulesOf(range).find(({ rule }) => rule.id === id);
    if (!found) throw itemNotFound('The conditional format');
    return hostObject(CONDITIONAL_FORMAT, found);
  },
  methods: {
    /** At the top: Excel lets a newer rule win over an older one. */
    add: ({ sheet, area }, [type], host) => {
      if (type !== 'Custom')
        throw new Refusal('NotImplemented', `The workbook host knows no conditional format ${String(type)}.`);
      changeCells(host, sheet);
      const rule = { id: `{format-${++host.book.lastId}}`, area, formula: '', look: {} };
      sheet.conditionalFormats.unshift(rule);
      return hostObject(CONDITIONAL_FORMAT, { sheet, rule });
    },
    clearAll: ({ sheet, area }, _args, host) => {
      changeCells(host, sheet);
      clearConditionalFormats(sheet, area);
    },
    getCount: (range) => rulesOf(range).length,
    getItemAt: (range, [index]) => {
      const found = rulesOf(range)[Number(index)];
      if (!found) throw invalidArgument('There is no conditional format of this index.');
      return hostObject(CONDITIONAL_FORMAT, found);
    },
  },
};

const CONDITIONAL_FORMAT: ObjectType<RuleOfSheet> = {
  name: 'ConditionalFormat',
  check: ({ sheet, rule }, { book }) => {
    if (!book.sheets.includes(sheet) || !sheet.conditionalFormats.includes(rule))
      throw itemNotFound('The conditional format');
  },
  identity: ({ rule }) => ({ Id: rule.id }),
  scalars: { id: ({ rule }) => rule.id, type: () => 'Custom' },
  properties: {
    custom: (one) => hostObject(CUSTOM, one),
    customOrNullObject: (one) => hostObject(CUSTOM, one),
  },
  methods: {
    delete: ({ sheet, rule }, _args, host) => {
      changeCells(host, sheet);
      sheet.conditionalFormats.splice(sheet.conditionalFormats.indexOf(rule), 1);
    },
    getRange: ({ sheet, rule }, _args, host) => host.objects.range(sheet, rule.area),
  },
};

const CUSTOM: ObjectType<RuleOfSheet> = {
  name: 'CustomConditionalFormat',
  properties: { format: (one) => hostObject(FORMAT, one), rule: (one) => hostObject(RULE, one) },
};

const RULE: ObjectType<RuleOfSheet> = {
  name: 'ConditionalFormatRule',
  scalars: { formula: ({ rule }) => rule.formula },
  setters: {
    formula: ({ sheet, rule }, value, host) => {
      const formula = asText(value, 'formula');
      if (!formula.startsWith('=')) throw invalidArgument('A formula begins with =.');
      changeCells(host, sheet);
      rule.formula = formula;
    },
  },
};

const FORMAT: ObjectType<RuleOfSheet> = {
  name: 'ConditionalRangeFormat',
  properties: {
    font: (one) => hostObject(FONT, one),
    fill: (one) => hostObject(FILL, one),
    borders: (one) => hostObject(BORDERS, one),
  },
};

function set({ sheet, rule }: RuleOfSheet, look: ConditionalLook, host: Host): void {
  changeCells(host, sheet);
  rule.look = { ...rule.look, ...look };
}

function colour(value: unknown): string {
  const text = asText(value, 'color');
  if (!/^#[0-9a-f]{6}$/i.test(text)) throw invalidArgument('A colour is written as #RRGGBB.');
  return text.toUpperCase();
}

const FONT: ObjectType<RuleOfSheet> = {
  name: 'ConditionalRangeFont',
  scalars: {
    bold: ({ rule }) => rule.look.bold ?? null,
    italic: ({ rule }) => rule.look.italic ?? null,
    color: ({ rule }) => rule.look.fontColor ?? null,
  },
  setters: {
    bold: (one, value, host) => set(one, { bold: asBoolean(value, 'bold') }, host),
    italic: (one, value, host) => set(one, { italic: asBoolean(value, 'italic') }, host),
    color: (one, value, host) => set(one, { fontColor: colour(value) }, host),
  },
};

const FILL: ObjectType<RuleOfSheet> = {
  name: 'ConditionalRangeFill',
  scalars: { color: ({ rule }) => rule.look.fill ?? '' },
  setters: { color: (one, value, host) => set(one, { fill: colour(value) }, host) },
};

const SIDES = ['EdgeTop', 'EdgeBottom', 'EdgeLeft', 'EdgeRight'] as const;
const STYLES = ['None', 'Continuous', 'Dash', 'DashDot', 'DashDotDot', 'Dot'] as const;

interface SideOfRule extends RuleOfSheet {
  readonly side: BorderSide;
}

const BORDERS: ObjectType<RuleOfSheet> = {
  name: 'ConditionalRangeBorderCollection',
  item: (one, side) => hostObject(BORDER, { ...one, side: asOneOf(side, SIDES, 'index') }),
};

function setBorder({ side, ...one }: SideOfRule, line: BorderLine, host: Host): void {
  const { borders = {} } = one.rule.look;
  set(one, { borders: { ...borders, [side]: { ...borders[side], ...line } } }, host);
}

const BORDER: ObjectType<SideOfRule> = {
  name: 'ConditionalRangeBorder',
  scalars: {
    sideIndex: ({ side }) => side,
    style: ({ rule, side }) => rule.look.borders?.[side]?.style ?? 'None',
    color: ({ rule, side }) => rule.look.borders?.[side]?.color ?? '',
  },
  setters: {
    style: (one, value, host) => setBorder(one, { style: asOneOf(value, STYLES, 'style') }, host),
    color: (one, value, host) => setBorder(one, { color: colour(value) }, host),
  },
};

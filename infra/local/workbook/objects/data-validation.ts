import type { CellValidation, ValidationAlert, ValidationRule } from '../book.ts';
import {
  asBoolean,
  asOneOf,
  asText,
  type HostObject,
  hostObject,
  type ObjectType,
  type SheetArea,
} from '../object-type.ts';
import { changeCells } from '../protection.ts';
import { invalidArgument, Refusal } from '../refusal.ts';
import { addValidation, clearValidations, commonValidation } from '../validations.ts';

/** A range's rule of what may be typed; the host keeps it and writes it to the file, and lets everything be typed. */
export function dataValidationObject(range: SheetArea): HostObject {
  return hostObject(DATA_VALIDATION, range);
}

const OPERATORS = [
  'Between',
  'NotBetween',
  'EqualTo',
  'NotEqualTo',
  'GreaterThan',
  'LessThan',
  'GreaterThanOrEqualTo',
  'LessThanOrEqualTo',
] as const;
const STYLES = ['Stop', 'Warning', 'Information'] as const;

/** What Excel puts into an alert's window at most. */
const TITLE_LENGTH = 32;
const MESSAGE_LENGTH = 255;

/** A list's text in the rule, as in the file, ends there. */
const LIST_LENGTH = 255;

const NO_ALERT: ValidationAlert = { message: '', showAlert: true, style: 'Stop', title: '' };

const DATA_VALIDATION: ObjectType<SheetArea> = {
  name: 'DataValidation',
  scalars: {
    type: ({ sheet, area }) => {
      const found = commonValidation(sheet, area);
      return found === null ? 'Inconsistent' : found ? TYPES[found.rule.kind] : 'None';
    },
    rule: ({ sheet, area }) => {
      const found = commonValidation(sheet, area);
      return found ? asGiven(found.rule) : {};
    },
    errorAlert: ({ sheet, area }) => commonValidation(sheet, area)?.alert ?? NO_ALERT,
    ignoreBlanks: ({ sheet, area }) => commonValidation(sheet, area)?.ignoreBlanks ?? true,
  },
  setters: {
    rule: ({ sheet, area }, value, host) => {
      changeCells(host, sheet);
      const alert = commonValidation(sheet, area)?.alert;
      addValidation(sheet, area, { rule: asRule(value), ignoreBlanks: true, ...(alert ? { alert } : {}) });
    },
    errorAlert: (range, value, host) => {
      changeCells(host, range.sheet);
      addValidation(range.sheet, range.area, { ...ruled(range), alert: asAlert(value) });
    },
    ignoreBlanks: (range, value, host) => {
      changeCells(host, range.sheet);
      addValidation(range.sheet, range.area, { ...ruled(range), ignoreBlanks: asBoolean(value, 'ignoreBlanks') });
    },
  },
  methods: {
    clear: ({ sheet, area }, _args, host) => {
      changeCells(host, sheet);
      clearValidations(sheet, area);
    },
  },
};

const TYPES = { list: 'List', date: 'Date', textLength: 'TextLength', custom: 'Custom' } as const;

/** An alert says what breaks a rule: without one rule for all cells there is nothing to be said. */
function ruled({ sheet, area }: SheetArea): CellValidation {
  const found = commonValidation(sheet, area);
  if (!found) throw invalidArgument('The cells have no rule, or several.');
  return found;
}

function asRule(value: unknown): ValidationRule {
  const rule = members(value, 'rule');
  const [kind, ...others] = Object.keys(rule).filter((key) => rule[key] !== undefined && rule[key] !== null);
  if (others.length > 0) throw invalidArgument('A rule is of one kind.');
  switch (kind) {
    case 'list': {
      const { source, inCellDropDown = true } = members(rule.list, 'list');
      const text = asText(source, 'source');
      if (text === '' || text.length > LIST_LENGTH) throw invalidArgument('A list has 1 to 255 characters.');
      return { kind, source: text, inCellDropDown: asBoolean(inCellDropDown, 'inCellDropDown') };
    }
    case 'custom':
      return { kind, formula: asText(members(rule.custom, 'custom').formula, 'formula') };
    case 'date':
    case 'textLength': {
      const { formula1, formula2, operator } = members(rule[kind], kind);
      return {
        kind,
        operator: asOneOf(operator, OPERATORS, 'operator'),
        formula1: String(formula1),
        ...(formula2 === undefined || formula2 === null ? {} : { formula2: String(formula2) }),
      };
    }
    default:
      throw new Refusal('NotImplemented', `The workbook host knows no rule ${kind}.`);
  }
}

/** As Excel answers it: formulas are texts. */
function asGiven({ kind, ...rest }: ValidationRule): unknown {
  return { [kind]: rest };
}

function asAlert(value: unknown): ValidationAlert {
  const { message = '', showAlert = true, style = 'Stop', title = '' } = members(value, 'errorAlert');
  const alert: ValidationAlert = {
    message: asText(message, 'message'),
    showAlert: asBoolean(showAlert, 'showAlert'),
    style: asOneOf(style, STYLES, 'style'),
    title: asText(title, 'title'),
  };
  if (alert.title.length > TITLE_LENGTH || alert.message.length > MESSAGE_LENGTH)
    throw invalidArgument('An alert has a title of at most 32 and a message of at most 255 characters.');
  return alert;
}

function members(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw invalidArgument(`${name} must be an object.`);
  return { ...value };
}

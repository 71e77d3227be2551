import { xmlAttribute, xmlText } from '../../../../functions/formats/xlsx-text.ts';
import { localAddress } from '../address.ts';
import type { Sheet, ValidatedArea, ValidationRule } from '../book.ts';

/** The rules of what may be typed [ECMA-376 part 1, 18.3.1.32 and 18.3.1.33]; areas of one rule share an element. */
export function validationsXml({ validations }: Sheet): string {
  const byRule = new Map<string, { one: ValidatedArea; areas: string[] }>();
  for (const one of validations) {
    const key = JSON.stringify(one.validation);
    const known = byRule.get(key) ?? { one, areas: [] };
    known.areas.push(localAddress(one));
    byRule.set(key, known);
  }
  if (byRule.size === 0) return '';
  const each = [...byRule.values()].map(({ one, areas }) => validationXml(one, areas));
  return `<dataValidations count="${each.length}">${each.join('')}</dataValidations>`;
}

function validationXml({ validation: { rule, ignoreBlanks, alert } }: ValidatedArea, areas: readonly string[]): string {
  const attributes: Readonly<Record<string, string | undefined>> = {
    type: rule.kind,
    errorStyle: alert && alert.style !== 'Stop' ? alert.style.toLowerCase() : undefined,
    operator: 'operator' in rule && rule.operator !== 'Between' ? lower(rule.operator) : undefined,
    allowBlank: ignoreBlanks ? '1' : undefined,
    // Means the reverse of its name: 1 hides the list's button.
    showDropDown: rule.kind === 'list' && !rule.inCellDropDown ? '1' : undefined,
    showErrorMessage: alert?.showAlert === false ? undefined : '1',
    errorTitle: alert?.title || undefined,
    error: alert?.message || undefined,
    sqref: areas.join(' '),
  };
  const written = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [` ${name}="${xmlAttribute(value)}"`],
  );
  return `<dataValidation${written.join('')}>${formulasOf(rule)
    .map((formula, i) => `<formula${i + 1}>${xmlText(formula)}</formula${i + 1}>`)
    .join('')}</dataValidation>`;
}

function formulasOf(rule: ValidationRule): string[] {
  if (rule.kind === 'list') return [rule.source.startsWith('=') ? rule.source.slice(1) : `"${rule.source}"`];
  if (rule.kind === 'custom') return [bare(rule.formula)];
  return [rule.formula1, ...(rule.formula2 === undefined ? [] : [rule.formula2])].map(bare);
}

function bare(formula: string): string {
  return formula.replace(/^=/, '');
}

/** `GreaterThanOrEqualTo` is `greaterThanOrEqual` in the file. */
function lower(operator: string): string {
  const word = operator.replace(/To$/, '');
  return word.charAt(0).toLowerCase() + word.slice(1);
}

/// <reference types="office-js" />
import { TEXT_LENGTH, TRACKER_DATES, type TrackerField } from '../../../shared/tracker-fields.ts';
import type { RegistryEntry } from '../registry.ts';
import type { Place, Step } from '../steps.ts';
import { isTrackerField, shownFields } from './tracker-columns.ts';

type Rule = Omit<Extract<Step, { kind: 'rule' }>, 'kind' | 'sheet' | 'area'>;

/** An Excel date begins there: before it Excel is a day off, and no tracker is so old. */
const DATE: Rule = {
  rule: { date: { formula1: '=DATE(1900,3,1)', operator: 'GreaterThanOrEqualTo' } },
  message: 'Type a date, as 2026-01-31, or leave it blank.',
};
const YES_NO: Rule = {
  rule: { list: { inCellDropDown: true, source: 'Yes,No' } },
  message: 'Choose Yes or No, or leave it blank.',
};
const HIDDEN: Rule = {
  rule: { custom: { formula: '=FALSE' } },
  message: 'This sheet hides PII: what is typed here cannot be saved. Run the report with PII shown to edit it.',
};

/**
 * What Excel is to let into the tracker's cells of a body: dates, Yes or No, texts that are not too long, and nothing where
 * PII is hidden. `keys`: the report's column at each place of the table, undefined for the user's own.
 */
export function planCellRules(
  { piiHidden }: Pick<RegistryEntry, 'piiHidden'>,
  { sheet, body }: { readonly sheet: string; readonly body: Place },
  keys: readonly (string | undefined)[],
): Step[] {
  const shown = shownFields(piiHidden);
  return keys.flatMap((key, place): Step[] => {
    if (key === undefined || !isTrackerField(key)) return [];
    const area = { ...body, column: body.column + place, columns: 1 };
    return [{ kind: 'rule', sheet, area, ...(shown.includes(key) ? ruleOf(key) : HIDDEN) }];
  });
}

function ruleOf(field: TrackerField): Rule {
  if (TRACKER_DATES.some((date) => date === field)) return DATE;
  if (field !== 'PropertyName' && field !== 'BarrierNotes' && field !== 'Notes') return YES_NO;
  const most = TEXT_LENGTH[field];
  return {
    rule: { textLength: { formula1: most, operator: 'LessThanOrEqualTo' } },
    message: `At most ${most} characters fit here.`,
  };
}

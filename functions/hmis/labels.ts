import type { HmisFormat } from '../../shared/column.ts';
import type { HouseholdType } from './household.ts';
import { GENDERS, NONE_REASONS, RACES, SEX } from './lists/client.ts';
import type { CodeList } from './lists/code-list.ts';
import { PROJECT_TYPE } from './lists/project.ts';
import type { Enrollment, Project } from './records.ts';

/** What a coded cell shows. `known` is false where a code is not HUD's, which a run counts in its notes. */
export interface Label {
  /** null where the field is blank. */
  readonly text: string | null;
  readonly known: boolean;
}

const BLANK: Label = { text: null, known: true };

/** The text of a code in a list; `Unknown code (N)` for one that is not in it; blank for a blank field. */
export function label(list: CodeList, code: number | null): Label {
  if (code === null) return BLANK;
  const text = list[code];
  return text === undefined ? { text: `Unknown code (${code})`, known: false } : { text, known: true };
}

/** Several labels in one cell, joined by `; `; blanks are left out. */
export function joinLabels(labels: readonly Label[]): Label {
  const texts = labels.flatMap(({ text }) => (text === null ? [] : [text]));
  return { text: texts.length > 0 ? texts.join('; ') : null, known: labels.every(({ known }) => known) };
}

/** All chosen in HUD's order; the reason in RaceNone counts only where none is chosen [APR, Q12, 3]. */
export function raceEthnicity({ Races, RaceNone }: Pick<Enrollment, 'Races' | 'RaceNone'>): Label {
  return chosen(RACES, Races, RaceNone);
}

/** Sex of FY 2026; in an FY 2024 export all genders chosen, or the reason for none. */
export function sexOrGender(
  { Sex, Genders, GenderNone }: Pick<Enrollment, 'Sex' | 'Genders' | 'GenderNone'>,
  format: HmisFormat,
): Label {
  return format === 'FY2024' ? chosen(GENDERS, Genders, GenderNone) : label(SEX, Sex);
}

/** The project type, which for rapid re-housing without housing says so. */
export function projectType(project: Pick<Project, 'ProjectType' | 'RRHSubType'>): Label {
  const type = label(PROJECT_TYPE, project.ProjectType);
  const servicesOnly = project.ProjectType === 13 && project.RRHSubType === 1;
  return servicesOnly ? { ...type, text: `${type.text} (services only)` } : type;
}

/** The glossary's names of the four household types. */
export const HOUSEHOLD_TYPE: Readonly<Record<HouseholdType, string>> = {
  childrenAndAdults: 'Household with Children and Adults',
  withoutChildren: 'Household without Children',
  onlyChildren: 'Household with Only Children',
  unknown: 'Unknown Household Type',
};

function chosen(names: Readonly<Record<string, string>>, fields: readonly string[], none: number | null): Label {
  if (fields.length === 0) return label(NONE_REASONS, none);
  return joinLabels(fields.map((field) => ({ text: names[field] ?? field, known: field in names })));
}

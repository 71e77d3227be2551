import { aprMethod } from '../../../functions/hmis/active.ts';
import { type DatedStay, latestStays } from '../../../functions/hmis/latest-stay.ts';
import { type Difference, differences, type Facts, type HudRow, type ListRow, listRows } from './difference.ts';
import type { CheckedProject } from './lists.ts';
import { hudStayInWords, stayInWords } from './q7b.ts';

const HOUSEHOLD_TYPES: Readonly<Record<string, string>> = {
  AdultsAndChildren: 'Household with Children and Adults',
  AdultsOnly: 'Household without Children',
  ChildrenOnly: 'Household with Only Children',
  Unknown: 'Unknown Household Type',
};
const CHRONIC: Readonly<Record<string, string>> = { Y: 'Yes', N: 'No', 'Information.Missing': 'Missing' };
const ANSWERS: Readonly<Record<string, string>> = {
  0: 'No',
  1: 'Yes',
  8: "Client doesn't know",
  9: 'Client prefers not to answer',
  99: 'Data not collected',
};

/** The APR's clients: each person's latest stay among the active ones, with what the list says of them. */
export async function compareQ5a(project: CheckedProject, theirs: readonly HudRow[]): Promise<Difference[]> {
  const method = aprMethod({ ProjectType: project.projectType });
  const run = await project.list('active-clients', { ...project.range, method });
  // A row of this list carries its dates as the columns do; a list's row type knows no column.
  const latest = latestStays(listRows(run) as unknown as readonly (ListRow & DatedStay)[]);
  const rows = new Map([...latest.values()].map((row) => [String(row.EnrollmentID), row]));
  const hudRows = new Map(theirs.map((row) => [row.EnrollmentID ?? '', row]));
  const hudFacts = new Map(theirs.map((row) => [row.EnrollmentID ?? '', factsOfHud(row)]));
  return differences({
    project: project.id,
    question: 'Q5a',
    ours: new Map([...rows].map(([id, row]) => [id, factsOf(row, hudFacts.get(id))])),
    theirs: hudFacts,
    ourReason: (id) => stayInWords(rows.get(id)) ?? 'not the latest of the person’s active stays, or not active',
    theirReason: (id) => hudStayInWords(hudRows.get(id)) ?? 'not among the latest stays',
  });
}

function factsOf(row: ListRow, theirs: Facts | undefined): Facts {
  // HUD's detail shows the element; the list is Yes where a stage 1 disability record says so, too.
  const saysMore = row.DisablingCondition === 'Yes';
  return {
    Age: row.Age ?? null,
    HouseholdType: row.HouseholdType ?? null,
    ExitDate: row.ExitDate ?? null,
    DaysInProject: row.DaysInProject ?? null,
    ChronicallyHomelessAtStart: isChild(row) ? null : (row.ChronicallyHomelessAtStart ?? null),
    VeteranStatus: row.VeteranStatus ?? null,
    DisablingCondition: (saysMore ? theirs?.DisablingCondition : row.DisablingCondition) ?? null,
  };
}

function factsOfHud(row: HudRow): Facts {
  const Age = row.age === '' ? null : Number(row.age);
  return {
    Age,
    HouseholdType: HOUSEHOLD_TYPES[row.household_type ?? ''] ?? null,
    ExitDate: row.ExitDate === '' ? null : (row.ExitDate ?? null),
    DaysInProject: Number(row.number_of_days),
    ChronicallyHomelessAtStart: isChild({ Age, RelationshipToHoH: Number(row.RelationshipToHoH) })
      ? null
      : (CHRONIC[row.chronic ?? ''] ?? null),
    VeteranStatus: ANSWERS[row.VeteranStatus ?? ''] ?? null,
    DisablingCondition: ANSWERS[row.DisablingCondition ?? ''] ?? null,
  };
}

/** A child's status is the household's here; HUD's program prints some children's own data, which decide nothing. */
function isChild({ Age, RelationshipToHoH }: ListRow): boolean {
  const isHead = RelationshipToHoH === 1 || RelationshipToHoH === 'Self (Head of Household)';
  return !isHead && typeof Age === 'number' && Age < 18;
}

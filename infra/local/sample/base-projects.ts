/** What a kind of project is: the plan its projects are made from. */
export interface ProjectKind {
  readonly name: string;
  readonly ProjectType: number;
  readonly RRHSubType?: 1 | 2;
  /** Codes of Funder.csv; 46 is "local or other". */
  readonly funders: readonly number[];
  readonly serves: 'anyone' | 'singles' | 'families' | 'youth' | 'minors' | 'survivors' | 'veterans';
  /** Enrollments a project of this kind has beside the others. */
  readonly weight: number;
  /** Days that a stay has on average. */
  readonly stay: number;
  /** Share of stays that nobody ever closed. */
  readonly neverClosed: number;
}

/**
 * One project of each: every project type of HUD's list, both kinds of rapid re-housing, and the funders on whose account
 * a rule is another (35 with type 7, 45 with type 6, 21 with types 4 and 6, 56 of FY 2026).
 */
export const BASE_PROJECTS: readonly ProjectKind[] = [
  kind('Emergency Shelter', 0, [8, 47], 'anyone', 16, 70, 0.06),
  kind('Night Shelter', 1, [8], 'singles', 18, 60, 0.14),
  kind('Transitional Housing', 2, [5], 'anyone', 5, 330, 0.05),
  kind('Supportive Housing', 3, [2, 20], 'anyone', 7, 1200, 0.03),
  kind('Street Outreach', 4, [11, 21], 'singles', 12, 160, 0.22),
  kind('PATH Services', 6, [21], 'singles', 3, 150, 0.15),
  kind('Housing Retention', 6, [45], 'veterans', 2, 240, 0.08),
  kind('Pay for Success', 7, [35], 'anyone', 2, 700, 0.04),
  kind('Safe Haven', 8, [6], 'singles', 2, 260, 0.05),
  kind('Voucher Housing', 9, [52, 7], 'families', 3, 1200, 0.03),
  kind('Housing with Services', 10, [56], 'anyone', 3, 1000, 0.03),
  kind('Day Shelter', 11, [46], 'singles', 4, 60, 0.18),
  kind('Prevention', 12, [1, 9, 18], 'families', 5, 110, 0.06),
  { ...kind('Rapid Rehousing', 13, [3, 10], 'families', 11, 330, 0.06), RRHSubType: 2 },
  { ...kind('Veteran Rehousing Services', 13, [33], 'veterans', 3, 260, 0.06), RRHSubType: 1 },
  kind('Coordinated Entry', 14, [4], 'anyone', 16, 200, 0.18),
  kind('Survivor Shelter', 0, [8, 54], 'survivors', 3, 60, 0.03),
  { ...kind('Survivor Rehousing', 13, [3], 'survivors', 2, 330, 0.04), RRHSubType: 2 },
  kind('Youth Transitional Living', 2, [24, 43], 'youth', 3, 300, 0.05),
  kind('Minors Shelter', 0, [22], 'minors', 3, 30, 0.03),
];

/** Kinds that a larger community has more of, in the order they are added; indexes of BASE_PROJECTS. */
export const FURTHER_KINDS = [0, 13, 3, 1, 12, 2, 4, 15, 13, 0, 3, 10, 6, 18, 11, 5, 9, 8, 14, 2];

/** Where the odd households live: one project for each rule that they try. */
export const ODD_PROJECTS: readonly (ProjectKind & { readonly ProjectID: string })[] = [
  { ...kind('Odd Households Shelter', 0, [8], 'anyone', 0, 30, 0), ProjectID: 'odd_shelter' },
  { ...kind('Odd Households Night Shelter', 1, [8], 'anyone', 0, 30, 0), ProjectID: 'odd_night_shelter' },
  { ...kind('Odd Households Supportive', 3, [2], 'anyone', 0, 600, 0), ProjectID: 'odd_supportive' },
  { ...kind('Odd Households Rehousing', 13, [3], 'anyone', 0, 300, 0), RRHSubType: 2, ProjectID: 'odd_rehousing' },
];

function kind(
  name: string,
  ProjectType: number,
  funders: readonly number[],
  serves: ProjectKind['serves'],
  weight: number,
  stay: number,
  neverClosed: number,
): ProjectKind {
  return { name, ProjectType, funders, serves, weight, stay, neverClosed };
}

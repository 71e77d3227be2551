import type { Cell, Column } from '../column.ts';
import type { Summary } from '../report.ts';
import type { Tally } from '../tally.ts';
import { BANDS, bandOf, isWithinStandard } from './bands.ts';
import { type Entered, exitDatesByProject, type RecordCount, recordCounts } from './counts.ts';
import { type Distribution, mean, median, percentile, sizeOf } from './distribution.ts';
import { addExitDates, type ExitDates, lacksExitDates, NO_EXIT_DATES, NOT_CARRIED } from './exit-dates.ts';
import type { TimingParams } from './parameters.ts';
import { RECORD_TYPES, type RecordType, timedTypes } from './record-types.ts';

/** What the summary calls records whose UserID is blank. */
export const NO_USER = 'No user recorded';

export const SUMMARY_COLUMNS: readonly Column[] = [
  { key: 'Level', type: 'text', note: 'User, Project, Organization or Total: what the row sums up.' },
  { key: 'OrganizationName', type: 'text', note: 'Organization; blank in the total.' },
  { key: 'ProjectName', type: 'text', note: 'Project; blank above it.' },
  { key: 'EnteredBy', type: 'text', note: 'Who entered or last edited the records; blank above the user.' },
  { key: 'RecordType', type: 'text', note: 'Project start, project exit or a further type: never added up.' },
  { key: 'Records', type: 'number', note: 'Records: the six bands and those without a DateCreated.' },
  {
    key: 'Mean',
    type: 'number',
    number: 'tenths',
    note: 'Mean of the days to enter, of records with 0 days or more; one decimal.',
  },
  { key: 'Median', type: 'number', number: 'tenths', note: 'Median of the same.' },
  {
    key: 'Percentile90',
    header: '90th percentile',
    type: 'number',
    note: '90th percentile of the same by nearest rank: so many days were enough for at least 90 % of them.',
  },
  {
    key: 'WithinStandard',
    header: '% within standard',
    type: 'number',
    number: 'tenths',
    note: 'Percent of the records with a DateCreated that were entered within the standard; one decimal.',
  },
  ...BANDS.map((band): Column => ({ key: band, type: 'number', note: `Records entered in ${band}.` })),
  { key: 'NoDateCreated', header: 'No DateCreated', type: 'number', note: 'Records whose day of entry is not known.' },
  { key: 'Remark', type: 'text', note: 'Says where exit timing cannot be judged.' },
];

/** Days to enter by type, each counted by value; null: no DateCreated. */
type Days = ReadonlyMap<RecordType, ReadonlyMap<number | null, number>>;

interface Group {
  readonly level: 'Total' | 'Organization' | 'Project' | 'User';
  readonly of: Partial<Entered>;
  readonly days: Days;
  /** What the group is made of, in order. */
  readonly parts: readonly Group[];
}

/**
 * Days to enter by organization, project and user, a row for each record type there is: the users first, then their
 * project, then its organization, and the total last, as Excel's outlines have it. The total has a row for every type asked
 * for: those of starts and exits are the columns of HUD's Q6e.
 */
export function timingSummary(params: TimingParams, tally: Tally): Summary {
  const exits = exitDatesByProject(tally);
  const types = timedTypes(params);
  const rowsOf = (group: Group): Cell[][] => [
    ...group.parts.flatMap(rowsOf),
    ...types
      .filter((type) => group.level === 'Total' || group.days.has(type))
      .map((type) => [
        group.level,
        group.of.OrganizationName ?? null,
        group.of.ProjectName ?? null,
        group.level === 'User' ? (group.of.EnteredBy ?? NO_USER) : null,
        RECORD_TYPES[type],
        ...figures(group.days.get(type) ?? new Map(), params.standardDays),
        type === 'exits' ? remark(group, exits) : null,
      ]),
  ];
  return { columns: SUMMARY_COLUMNS, rows: rowsOf(grouped(recordCounts(tally))) };
}

function figures(days: ReadonlyMap<number | null, number>, standardDays: number): Cell[] {
  const known = new Map([...days].flatMap(([value, count]) => (value === null ? [] : [[value, count] as const])));
  const after = only(known, (value) => value >= 0);
  const within = sizeOf(only(known, (value) => isWithinStandard(value, standardDays)));
  const missing = days.get(null) ?? 0;
  const dated = sizeOf(known);
  return [
    dated + missing,
    rounded(mean(after)),
    median(after),
    percentile(after, 90),
    dated === 0 ? null : rounded((within * 100) / dated),
    ...BANDS.map((band) => sizeOf(only(known, (value) => bandOf(value) === band))),
    missing,
  ];
}

function only(days: Distribution, fits: (value: number) => boolean): Distribution {
  return new Map([...days].filter(([value]) => fits(value)));
}

/** To one decimal. */
function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10) / 10;
}

function remark({ level, of }: Group, exits: ReadonlyMap<string, ExitDates>): string | null {
  const judged =
    level === 'Total'
      ? [...exits.values()].reduce(addExitDates, NO_EXIT_DATES)
      : level === 'Project'
        ? exits.get(of.ProjectID ?? '')
        : undefined;
  return judged && lacksExitDates(judged) ? NOT_CARRIED : null;
}

function grouped(counts: readonly RecordCount[]): Group {
  const organizations = groupsBy(counts, 'OrganizationName', 'OrganizationID', (inOrganization) => {
    const projects = groupsBy(inOrganization, 'ProjectName', 'ProjectID', (inProject) => {
      const { OrganizationID, OrganizationName, ProjectID, ProjectName } = first(inProject);
      const users = groupsBy(inProject, 'EnteredBy', 'UserID', (ofUser) => group('User', first(ofUser), ofUser, []));
      return group('Project', { OrganizationID, OrganizationName, ProjectID, ProjectName }, inProject, users);
    });
    const { OrganizationID, OrganizationName } = first(inOrganization);
    return group('Organization', { OrganizationID, OrganizationName }, inOrganization, projects);
  });
  return group('Total', {}, counts, organizations);
}

/** Groups by id, in the order of their names, then ids; those without either last. */
function groupsBy(
  counts: readonly RecordCount[],
  name: 'OrganizationName' | 'ProjectName' | 'EnteredBy',
  id: 'OrganizationID' | 'ProjectID' | 'UserID',
  toGroup: (counts: readonly RecordCount[]) => Group,
): Group[] {
  return [...Map.groupBy(counts, (one) => one[id]).values()]
    .sort((a, b) => compare(first(a)[name], first(b)[name]) || compare(first(a)[id], first(b)[id]))
    .map(toGroup);
}

function group(level: Group['level'], of: Partial<Entered>, counts: readonly RecordCount[], parts: Group[]): Group {
  const days = new Map<RecordType, Map<number | null, number>>();
  for (const one of counts) {
    const ofType = days.get(one.type) ?? new Map<number | null, number>();
    ofType.set(one.days, (ofType.get(one.days) ?? 0) + one.count);
    days.set(one.type, ofType);
  }
  return { level, of, days, parts };
}

/** A group is never empty. */
function first(counts: readonly RecordCount[]): RecordCount {
  const [one] = counts;
  if (!one) throw new RangeError('There is no group of nothing.');
  return one;
}

/** By code units, as every list; null last. */
function compare(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : a > b ? 1 : 0;
}

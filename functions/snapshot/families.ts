import { addDays, daysBetween } from '../../shared/dates.ts';
import type { Activity, ActivityKind, ClientNames, Enrollment, IncomeBenefits, Stay } from '../hmis/records.ts';

/**
 * What a segment's item holds of its enrollments. A report names the families it reads, so that a list of heads does not
 * pay for bed nights and a PII-hidden run never touches a name.
 */
export const FAMILIES = ['CORE', 'ACTIVITY', 'ASSESSMENT', 'STAYS', 'PII'] as const;
export type Family = (typeof FAMILIES)[number];

/** The families that a report may ask for beside CORE; names and stays are read where the run needs them. */
export type AskedFamily = 'ACTIVITY' | 'ASSESSMENT';

/** Raised when a family's fields or their packing change: the version ids change with it, and imports store anew. */
export const STORE_FORMAT = 2;

type CoreEnrollment = Omit<Enrollment, 'Activities' | 'IncomeBenefits' | 'Names'>;
type Columns = Readonly<Record<string, readonly unknown[]>>;

const CORE_FIELDS = [
  'EnrollmentID',
  'PersonalID',
  'HouseholdID',
  'RelationshipToHoH',
  'EntryDate',
  'EnrollmentCoC',
  'LivingSituation',
  'LengthOfStay',
  'LOSUnderThreshold',
  'PreviousStreetESSH',
  'DateToStreetESSH',
  'TimesHomelessPastThreeYears',
  'MonthsHomelessPastThreeYears',
  'DisablingCondition',
  'DateOfEngagement',
  'MoveInDate',
  'DateCreated',
  'DateUpdated',
  'UserID',
  'DOB',
  'DOBDataQuality',
  'VeteranStatus',
  'Races',
  'RaceNone',
  'Sex',
  'Genders',
  'GenderNone',
  'ClientDateCreated',
  'NameQuality',
  'SSNQuality',
  'ExitDate',
  'Destination',
  'ExitDateCreated',
  'ExitUserID',
  'DisabilityAtStart',
  'EntryOverlaps',
  'IncomeAtStart',
  'IncomeAtExit',
  'HasIncomeRecord',
  'AnnualIncomes',
  'OtherAnnualDates',
  'LastActivityDate',
] as const satisfies readonly (keyof CoreEnrollment)[];

// A field added to Enrollment and forgotten here would be lost on the way through the store: this line then fails to compile.
type Forgotten = Exclude<keyof CoreEnrollment, (typeof CORE_FIELDS)[number]>;
type Nothing<T> = [T] extends [never] ? true : T;
const nothingForgotten: Nothing<Forgotten> = true;
void nothingForgotten;

const NAME_FIELDS = [
  'LastName',
  'FirstName',
  'MiddleName',
  'NameSuffix',
  'SSN',
] as const satisfies readonly (keyof ClientNames)[];

const STAY_FIELDS = [
  'EnrollmentID',
  'PersonalID',
  'EntryDate',
  'ExitDate',
  'DateOfEngagement',
] as const satisfies readonly (keyof Stay)[];

const KINDS: readonly ActivityKind[] = ['bedNight', 'service', 'contact', 'event', 'assessment'];

/** The enrollments' fields of a family as columns, all of one length but ACTIVITY's, which count their rows per enrollment. */
export function toColumns(family: Family, enrollments: readonly Enrollment[]): Columns {
  switch (family) {
    case 'CORE':
      return Object.fromEntries(CORE_FIELDS.map((field) => [field, enrollments.map((e) => e[field])]));
    case 'PII':
      return Object.fromEntries(NAME_FIELDS.map((field) => [field, enrollments.map((e) => e.Names?.[field] ?? null)]));
    case 'ACTIVITY':
      return activityColumns(enrollments);
    case 'ASSESSMENT':
      return incomeColumns(enrollments);
    case 'STAYS':
      return stayColumns(enrollments);
  }
}

/** Dates are days since the entry, entry dates days since the event: small numbers, which compress well. */
function activityColumns(enrollments: readonly Enrollment[]): Columns {
  const users: string[] = [];
  const userNumbers = new Map<string, number>();
  const numberOf = (user: string | null): number => {
    if (user === null) return -1;
    const known = userNumbers.get(user);
    if (known !== undefined) return known;
    userNumbers.set(user, users.length);
    return users.push(user) - 1;
  };
  const all = enrollments.flatMap((e) => e.Activities.map((activity) => ({ activity, entry: e.EntryDate })));
  return {
    users,
    counts: enrollments.map((e) => e.Activities.length),
    kinds: all.map(({ activity }) => KINDS.indexOf(activity.kind)),
    services: all
      .filter(({ activity }) => activity.kind === 'service')
      .map(({ activity }) => [activity.RecordType, activity.TypeProvided]),
    days: all.map(({ activity, entry }) => daysBetween(entry, activity.date)),
    created: all.map(({ activity }) =>
      activity.DateCreated ? daysBetween(activity.date, activity.DateCreated) : null,
    ),
    user: all.map(({ activity }) => numberOf(activity.UserID)),
  };
}

const INCOME_FIELDS = [
  'DataCollectionStage',
  'InformationDate',
  'quality',
  'IncomeFromAnySource',
  'TotalMonthlyIncome',
  'Incomes',
  'BenefitsFromAnySource',
  'Benefits',
  'InsuranceFromAnySource',
  'Insurances',
  'DateCreated',
  'UserID',
] as const satisfies readonly (keyof IncomeBenefits)[];
const noIncomeForgotten: Nothing<Exclude<keyof IncomeBenefits, (typeof INCOME_FIELDS)[number]>> = true;
void noIncomeForgotten;

function incomeColumns(enrollments: readonly Enrollment[]): Columns {
  const all = enrollments.flatMap((e) => e.IncomeBenefits);
  return {
    counts: enrollments.map((e) => e.IncomeBenefits.length),
    ...Object.fromEntries(INCOME_FIELDS.map((field) => [field, all.map((record) => record[field])])),
  };
}

function incomesOf(columns: Columns): IncomeBenefits[][] {
  const all = rowsOf<IncomeBenefits>(columns, INCOME_FIELDS);
  let end = 0;
  return (columns.counts ?? []).map((count) => {
    const start = end;
    end += Number(count);
    return all.slice(start, end);
  });
}

function stayColumns(enrollments: readonly Enrollment[]): Columns {
  return {
    ...Object.fromEntries(STAY_FIELDS.map((field) => [field, enrollments.map((e) => e[field])])),
    nights: enrollments.map((e) =>
      e.Activities.filter(({ kind }) => kind === 'bedNight').map(({ date }) => daysBetween(e.EntryDate, date)),
    ),
  };
}

/** The stays of a segment's STAYS columns. */
export function toStays(columns: Columns): Stay[] {
  const nights = (columns.nights ?? []) as readonly (readonly number[])[];
  return rowsOf<Omit<Stay, 'Activities'>>(columns, STAY_FIELDS).map((stay, i) => ({
    ...stay,
    Activities: (nights[i] ?? []).map((days) => ({
      kind: 'bedNight',
      date: addDays(stay.EntryDate, days),
      RecordType: null,
      TypeProvided: null,
      DateCreated: null,
      UserID: null,
    })),
  }));
}

function activitiesOf(columns: Columns, core: readonly CoreEnrollment[]): Activity[][] {
  const { users, counts, kinds, services, days, created, user } = columns as {
    users: Activity['UserID'][];
    counts: number[];
    kinds: number[];
    services: [number | null, number | null][];
    days: number[];
    created: (number | null)[];
    user: number[];
  };
  let at = 0;
  let service = 0;
  return core.map((enrollment, i) =>
    Array.from({ length: counts[i] ?? 0 }, () => {
      const kind = KINDS[kinds[at] ?? 0] ?? 'service';
      const [RecordType = null, TypeProvided = null] = kind === 'service' ? (services[service++] ?? []) : [];
      const date = addDays(enrollment.EntryDate, days[at] ?? 0);
      const lag = created[at] ?? null;
      const activity: Activity = {
        kind,
        date,
        RecordType,
        TypeProvided,
        DateCreated: lag === null ? null : addDays(date, lag),
        UserID: users[user[at] ?? -1] ?? null,
      };
      at++;
      return activity;
    }),
  );
}

function rowsOf<T>(columns: Columns, fields: readonly (keyof T & string)[]): T[] {
  const length = columns[fields[0] ?? '']?.length ?? 0;
  const lists = fields.map((field) => columns[field] ?? []);
  return Array.from({ length }, (_, i) => {
    const row: Record<string, unknown> = {};
    for (let f = 0; f < fields.length; f++) row[fields[f] as string] = lists[f]?.[i];
    return row as T;
  });
}

/** Puts a segment's families together again. CORE is always among them; the others are left empty where not given. */
export function fromColumns(families: { readonly CORE: Columns } & Partial<Record<Family, Columns>>): Enrollment[] {
  const core = rowsOf<CoreEnrollment>(families.CORE, CORE_FIELDS);
  const activities = families.ACTIVITY ? activitiesOf(families.ACTIVITY, core) : [];
  const incomes = families.ASSESSMENT ? incomesOf(families.ASSESSMENT) : [];
  const names = families.PII ? rowsOf<ClientNames>(families.PII, NAME_FIELDS) : [];
  // Onto the rows just made: a copy of each, of sixty fields, takes longer than making it.
  return core.map((enrollment, i) => {
    const own = names[i];
    return Object.assign(enrollment, {
      Activities: activities[i] ?? [],
      IncomeBenefits: incomes[i] ?? [],
      ...(own ? { Names: own } : {}),
    });
  });
}

/** The stored fields of one enrollment as canonical text, for the version id. */
export function canonicalText(e: Enrollment): string {
  return JSON.stringify([
    CORE_FIELDS.map((field) => e[field]),
    NAME_FIELDS.map((field) => e.Names?.[field] ?? null),
    e.Activities.map((a) => [a.kind, a.date, a.RecordType, a.TypeProvided, a.DateCreated, a.UserID]),
    e.IncomeBenefits,
  ]);
}

import type {
  Activity,
  ActivityKind,
  Enrollment,
  FunderFacts,
  IncomeBenefits,
  Project,
} from '../../../functions/hmis/records.ts';
import { type CalendarDate, calendarDate } from '../../../shared/dates.ts';
import {
  asId,
  type EnrollmentId,
  type HouseholdId,
  type OrganizationId,
  type PersonalId,
  type ProjectId,
  type UserId,
} from '../../../shared/ids.ts';

/**
 * Plain records for the tests of the rules. Dates and ids are written as plain text and checked here; a test names only
 * the fields it is about. The person of the blanks is a head of household of 40 who entered on 2022-01-10 and is there.
 */

const DATES = [
  'EntryDate',
  'DateToStreetESSH',
  'DateOfEngagement',
  'MoveInDate',
  'DateCreated',
  'DateUpdated',
  'DOB',
  'ClientDateCreated',
  'ExitDate',
  'ExitDateCreated',
  'LastActivityDate',
] as const satisfies readonly (keyof Enrollment)[];

/** A branded text is written as plain text. */
type Plain<T> = T extends string ? string : T;
type PlainRecord<T> = { readonly [K in keyof T]?: Plain<T[K]> };

export type EnrollmentFields = PlainRecord<Omit<Enrollment, Lists>> & Partial<Pick<Enrollment, Lists>>;
type Lists = 'Activities' | 'AnnualIncomes' | 'IncomeBenefits';

/**
 * An enrollment with sensible blanks. PersonalID and HouseholdID follow EnrollmentID unless given, so that two enrollments
 * with different EnrollmentIDs are two people in two households.
 */
export function enrollment(fields: EnrollmentFields = {}): Enrollment {
  const id = fields.EnrollmentID ?? 'E1';
  for (const name of DATES) {
    const text = fields[name];
    if (text !== undefined && text !== null) calendarDate(text);
  }
  return {
    EnrollmentID: asId<EnrollmentId>(id),
    PersonalID: asId<PersonalId>(`P-${id}`),
    HouseholdID: asId<HouseholdId>(`H-${id}`),
    RelationshipToHoH: 1,
    EntryDate: calendarDate('2022-01-10'),
    EnrollmentCoC: 'XX-500',
    LivingSituation: 101,
    LengthOfStay: 2,
    LOSUnderThreshold: null,
    PreviousStreetESSH: null,
    DateToStreetESSH: null,
    TimesHomelessPastThreeYears: 1,
    MonthsHomelessPastThreeYears: 101,
    DisablingCondition: 0,
    DateOfEngagement: null,
    MoveInDate: null,
    DateCreated: null,
    DateUpdated: null,
    UserID: asId<UserId>('U1'),
    DOB: calendarDate('1982-01-01'),
    DOBDataQuality: 1,
    VeteranStatus: 0,
    Races: ['White'],
    RaceNone: null,
    Sex: 0,
    Genders: [],
    GenderNone: null,
    ClientDateCreated: null,
    NameQuality: 'ok',
    SSNQuality: 'ok',
    ExitDate: null,
    Destination: null,
    ExitDateCreated: null,
    ExitUserID: null,
    DisabilityAtStart: false,
    EntryOverlaps: false,
    IncomeAtStart: null,
    IncomeAtExit: null,
    HasIncomeRecord: false,
    AnnualIncomes: [],
    OtherAnnualDates: [],
    LastActivityDate: null,
    Activities: [],
    IncomeBenefits: [],
    ...fields,
  } as Enrollment;
}

/** An entry/exit emergency shelter without funders, open since 2000, unless said. */
export function project(fields: PlainRecord<Project> = {}): Project {
  return {
    ProjectID: asId<ProjectId>('PR1'),
    ProjectName: 'Harbor House',
    OrganizationID: asId<OrganizationId>('O1'),
    OrganizationName: 'Harbor Homes',
    VictimServiceProvider: false,
    ProjectType: 0,
    RRHSubType: null,
    OperatingStartDate: date('2000-01-01'),
    OperatingEndDate: null,
    HousingType: null,
    TargetPopulation: null,
    PITCount: null,
    Participation: [],
    CoCCodes: ['XX-500'],
    Funders: [],
    ...fields,
  } as Project;
}

/** A funder row without an end. */
export function funder(Funder: number, fields: PlainRecord<FunderFacts> = {}): FunderFacts {
  return {
    Funder,
    OtherFunder: null,
    GrantID: null,
    StartDate: date('2000-01-01'),
    EndDate: null,
    ...fields,
  } as FunderFacts;
}

export function activity(kind: ActivityKind, on: string): Activity {
  return { kind, date: calendarDate(on), RecordType: null, TypeProvided: null, DateCreated: null, UserID: null };
}

/** A stage 5 income record without a flaw. */
export function annualIncome(on: string): Enrollment['AnnualIncomes'][number] {
  return { InformationDate: calendarDate(on), quality: 'ok', DateCreated: null, UserID: null };
}

export type IncomeFields = Partial<Omit<IncomeBenefits, 'InformationDate'>>;

/** A record that says no to everything, unless said. */
export function income(on: string, DataCollectionStage: number, fields: IncomeFields = {}): IncomeBenefits {
  return {
    DataCollectionStage,
    InformationDate: date(on),
    quality: 'ok',
    IncomeFromAnySource: 0,
    TotalMonthlyIncome: null,
    Incomes: [],
    BenefitsFromAnySource: 0,
    Benefits: [],
    InsuranceFromAnySource: 0,
    Insurances: [],
    DateCreated: null,
    UserID: null,
    ...fields,
  };
}

/** Short for `calendarDate` in tables of dates. */
export function date(text: string): CalendarDate {
  return calendarDate(text);
}

export function range(from: string, to: string): { from: CalendarDate; to: CalendarDate } {
  return { from: date(from), to: date(to) };
}

import type { CalendarDate } from '../../shared/dates.ts';
import type { EnrollmentId, HouseholdId, OrganizationId, PersonalId, ProjectId, UserId } from '../../shared/ids.ts';
import type { IncomeSource } from './lists/income-benefits.ts';

/**
 * The plain records that every rule works on. Field names are those of the HMIS CSV; null is a blank field. Codes are
 * HUD's numbers as exported, known or not.
 */

/** How good a data element is by the glossary's data quality framework: the first class that applies. */
export type QualityClass = 'ok' | 'missing' | 'dontKnow' | 'issue' | 'undecidable';

/** A stage 5 income record: the one that says an annual assessment was done. */
export interface AnnualIncome {
  readonly InformationDate: CalendarDate;
  readonly quality: QualityClass;
  readonly DateCreated: CalendarDate | null;
  readonly UserID: UserId | null;
}

/** A source of 4.02 that was answered yes, or stands there with an amount all the same. */
export interface IncomeFromSource {
  readonly source: IncomeSource;
  readonly answer: number | null;
  /** Dollars a month. */
  readonly amount: number | null;
}

/** A row of IncomeBenefits.csv: income, non-cash benefits and health insurance on one day (4.02 to 4.04). */
export interface IncomeBenefits {
  readonly DataCollectionStage: number | null;
  readonly InformationDate: CalendarDate;
  readonly quality: QualityClass;
  readonly IncomeFromAnySource: number | null;
  /** Dollars a month. */
  readonly TotalMonthlyIncome: number | null;
  readonly Incomes: readonly IncomeFromSource[];
  readonly BenefitsFromAnySource: number | null;
  /** The fields of 4.03 that are 1, in HUD's order. */
  readonly Benefits: readonly string[];
  readonly InsuranceFromAnySource: number | null;
  /** The fields of 4.04 that are 1, in HUD's order. */
  readonly Insurances: readonly string[];
  readonly DateCreated: CalendarDate | null;
  readonly UserID: UserId | null;
}

export type ActivityKind = 'bedNight' | 'service' | 'contact' | 'event' | 'assessment';

/**
 * A dated record of an enrollment that method 2 and "last activity" look at: a bed night (Services 200), another service,
 * a CurrentLivingSituation, a coordinated entry Event or Assessment.
 */
export interface Activity {
  readonly kind: ActivityKind;
  readonly date: CalendarDate;
  /** Of a service: which of HUD's lists, and what of it; null of every other kind. */
  readonly RecordType: number | null;
  readonly TypeProvided: number | null;
  readonly DateCreated: CalendarDate | null;
  readonly UserID: UserId | null;
}

/** What only a run with names reads: sealed in a family of its own. */
export interface ClientNames {
  readonly LastName: string | null;
  readonly FirstName: string | null;
  readonly MiddleName: string | null;
  readonly NameSuffix: string | null;
  /** As exported: nine digits, fewer with x, or a hash. */
  readonly SSN: string | null;
}

/** One enrollment joined with its client and its exit; what the importer can decide once is decided in it. */
export interface Enrollment {
  readonly EnrollmentID: EnrollmentId;
  readonly PersonalID: PersonalId;
  /** An enrollment exported without a HouseholdID is a household of its own, under its EnrollmentID. */
  readonly HouseholdID: HouseholdId;
  readonly RelationshipToHoH: number | null;
  readonly EntryDate: CalendarDate;
  readonly EnrollmentCoC: string | null;
  readonly LivingSituation: number | null;
  readonly LengthOfStay: number | null;
  readonly LOSUnderThreshold: number | null;
  readonly PreviousStreetESSH: number | null;
  readonly DateToStreetESSH: CalendarDate | null;
  readonly TimesHomelessPastThreeYears: number | null;
  readonly MonthsHomelessPastThreeYears: number | null;
  readonly DisablingCondition: number | null;
  readonly DateOfEngagement: CalendarDate | null;
  readonly MoveInDate: CalendarDate | null;
  readonly DateCreated: CalendarDate | null;
  readonly DateUpdated: CalendarDate | null;
  readonly UserID: UserId | null;

  // Client.csv
  readonly DOB: CalendarDate | null;
  readonly DOBDataQuality: number | null;
  readonly VeteranStatus: number | null;
  /** The race and ethnicity fields that are 1, by FY 2026 name, in HUD's order. */
  readonly Races: readonly string[];
  readonly RaceNone: number | null;
  /** FY 2026 4.21; null in an FY 2024 export. */
  readonly Sex: number | null;
  /** The FY 2024 gender fields that are 1, by name, in HUD's order; empty in an FY 2026 export. */
  readonly Genders: readonly string[];
  readonly GenderNone: number | null;
  readonly ClientDateCreated: CalendarDate | null;
  readonly NameQuality: QualityClass;
  readonly SSNQuality: QualityClass;

  // Exit.csv; all null while the enrollment is open
  readonly ExitDate: CalendarDate | null;
  readonly Destination: number | null;
  readonly ExitDateCreated: CalendarDate | null;
  readonly ExitUserID: UserId | null;

  // Decided by the importer from records that a run then need not read
  /** A stage 1 disability record says yes [glossary, Disabling Condition]. */
  readonly DisabilityAtStart: boolean;
  /** Entered while an earlier stay of the same person in the same project was not over [glossary Q3, Project Start Date]. */
  readonly EntryOverlaps: boolean;
  /** Class of the stage 1 and stage 3 income records; null where there is none. */
  readonly IncomeAtStart: QualityClass | null;
  readonly IncomeAtExit: QualityClass | null;
  /** There is an income record, of whatever stage and date. */
  readonly HasIncomeRecord: boolean;
  /** Stage 5 income records, oldest first. */
  readonly AnnualIncomes: readonly AnnualIncome[];
  /** Days with a stage 5 record in HealthAndDV, Disabilities or EmploymentEducation, oldest first: alone they are no annual assessment. */
  readonly OtherAnnualDates: readonly CalendarDate[];
  /** The newest activity there is, whatever its date. */
  readonly LastActivityDate: CalendarDate | null;

  /** Oldest first; empty unless the run reads the ACTIVITY family. */
  readonly Activities: readonly Activity[];
  /** Oldest first; empty unless the run reads the ASSESSMENT family. */
  readonly IncomeBenefits: readonly IncomeBenefits[];
  /** Present only in a run that may show names. */
  readonly Names?: ClientNames;
}

/** What the choice of a person's latest stay needs of each stay: read of all projects of a run, whatever the page. */
export interface Stay
  extends Pick<Enrollment, 'EnrollmentID' | 'PersonalID' | 'EntryDate' | 'ExitDate' | 'DateOfEngagement'> {
  /** Its bed nights alone. */
  readonly Activities: readonly Activity[];
}

export interface FunderFacts {
  readonly Funder: number;
  readonly OtherFunder: string | null;
  readonly GrantID: string | null;
  readonly StartDate: CalendarDate | null;
  readonly EndDate: CalendarDate | null;
}

/** Whether a project takes part in the HMIS, and from when to when. */
export interface ParticipationFacts {
  readonly HMISParticipationType: number | null;
  readonly StartDate: CalendarDate | null;
  readonly EndDate: CalendarDate | null;
}

/** A project with all that rules and lists need of it. */
export interface Project {
  readonly ProjectID: ProjectId;
  readonly ProjectName: string;
  readonly OrganizationID: OrganizationId;
  readonly OrganizationName: string;
  readonly VictimServiceProvider: boolean;
  /** null where the export has none or one that is not a number. */
  readonly ProjectType: number | null;
  readonly RRHSubType: number | null;
  readonly OperatingStartDate: CalendarDate | null;
  readonly OperatingEndDate: CalendarDate | null;
  readonly HousingType: number | null;
  readonly TargetPopulation: number | null;
  /** People there on the night of the last point-in-time count, as the project says. */
  readonly PITCount: number | null;
  readonly Participation: readonly ParticipationFacts[];
  readonly CoCCodes: readonly string[];
  readonly Funders: readonly FunderFacts[];
}

/** One project's enrollments in a run: whole households, in no order. */
export interface ProjectSlice {
  readonly project: Project;
  /** Whether the export has any income record for the project, here or in another slice: without, none can be missed. */
  readonly hasIncomeRecords: boolean;
  readonly enrollments: readonly Enrollment[];
}

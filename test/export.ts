import { CSV_FILES, type CsvFile, headerOf } from '../functions/importer/csv-files.ts';
import type { HmisFormat } from '../shared/column.ts';
import { type ZipEntry, zipOf } from './zip.ts';

/** One record by field name; a field left out is as `DEFAULTS` has it, else blank. */
export type ExportRow = Readonly<Record<string, string | number | null>>;
export type ExportRows = Partial<Record<CsvFile, readonly ExportRow[]>>;

/** How the export is written; as HUD says it, in FY 2026, where left out. */
export interface ExportOptions {
  readonly format?: HmisFormat;
  readonly bom?: boolean;
  readonly lineEnd?: '\r\n' | '\n';
  /** Quotes around every text, as HUD wants them, or only where a field needs them. */
  readonly quoted?: boolean;
  /** The folder in the zip that the files lie in. */
  readonly folder?: string;
  readonly columnsReversed?: boolean;
  /** Columns that HUD does not know, in every file. */
  readonly extraColumns?: readonly string[];
  /** Text of a file as it is; null leaves the file out. */
  readonly files?: Partial<Record<CsvFile, string | null>>;
  /** Claims or bytes of a file's entry. */
  readonly entries?: Partial<Record<CsvFile, Partial<ZipEntry>>>;
  /** Entries beside the 24. */
  readonly more?: readonly ZipEntry[];
}

const CREATED = '2025-01-10 08:30:00';
const METADATA: ExportRow = { DateCreated: CREATED, DateUpdated: CREATED, UserID: 'U1', ExportID: 'X1' };

/** One organization with one project and one member of staff, and a person in it where the test names none. */
const DEFAULTS: Readonly<Record<CsvFile, ExportRow>> = {
  Export: {
    ExportID: 'X1',
    SourceType: 1,
    SourceName: 'Example CoC',
    ExportDate: '2026-01-31 10:00:00',
    ExportStartDate: '2023-02-01',
    ExportEndDate: '2026-01-31',
    SoftwareName: 'Example HMIS',
    SoftwareVersion: '7',
    ExportPeriodType: 3,
    ExportDirective: 2,
    HashStatus: 1,
    ImplementationID: 'I1',
  },
  Organization: { OrganizationID: 'O1', OrganizationName: 'Harbor Homes', VictimServiceProvider: 0 },
  User: { UserID: 'U1', UserFirstName: 'Uma', UserLastName: 'Reyes' },
  Project: {
    ProjectID: 'PR1',
    OrganizationID: 'O1',
    ProjectName: 'Harbor House',
    OperatingStartDate: '2000-01-01',
    ContinuumProject: 1,
    ProjectType: 0,
  },
  Funder: { FunderID: 'F1', ProjectID: 'PR1', Funder: 2, GrantID: 'G1', StartDate: '2020-01-01' },
  ProjectCoC: { ProjectCoCID: 'PC1', ProjectID: 'PR1', CoCCode: 'XX-500' },
  HMISParticipation: { HMISParticipationID: 'HP1', ProjectID: 'PR1', HMISParticipationType: 1 },
  Client: {
    PersonalID: 'P1',
    FirstName: 'Ann',
    LastName: 'Archer',
    NameDataQuality: 1,
    SSN: '123456780',
    SSNDataQuality: 1,
    DOB: '1980-05-05',
    DOBDataQuality: 1,
    Sex: 0,
    White: 1,
    VeteranStatus: 0,
  },
  Enrollment: {
    EnrollmentID: 'E1',
    PersonalID: 'P1',
    ProjectID: 'PR1',
    EntryDate: '2025-01-10',
    RelationshipToHoH: 1,
    EnrollmentCoC: 'XX-500',
    LivingSituation: 101,
    DisablingCondition: 0,
  },
  Exit: { EnrollmentID: 'E1', PersonalID: 'P1', ExitDate: '2025-06-10', Destination: 410 },
  IncomeBenefits: {
    IncomeBenefitsID: 'IB1',
    EnrollmentID: 'E1',
    PersonalID: 'P1',
    InformationDate: '2025-01-10',
    IncomeFromAnySource: 0,
    DataCollectionStage: 1,
  },
  HealthAndDV: { EnrollmentID: 'E1', PersonalID: 'P1', InformationDate: '2025-01-10', DataCollectionStage: 1 },
  Disabilities: {
    EnrollmentID: 'E1',
    PersonalID: 'P1',
    InformationDate: '2025-01-10',
    DisabilityType: 5,
    DisabilityResponse: 0,
    DataCollectionStage: 1,
  },
  Services: {
    EnrollmentID: 'E1',
    PersonalID: 'P1',
    DateProvided: '2025-02-01',
    RecordType: 200,
    TypeProvided: 200,
  },
  CurrentLivingSituation: {
    EnrollmentID: 'E1',
    PersonalID: 'P1',
    InformationDate: '2025-02-02',
    CurrentLivingSituation: 116,
  },
  EmploymentEducation: { EnrollmentID: 'E1', PersonalID: 'P1', InformationDate: '2025-01-10', DataCollectionStage: 1 },
  YouthEducationStatus: { EnrollmentID: 'E1', PersonalID: 'P1', InformationDate: '2025-01-10', DataCollectionStage: 1 },
  Inventory: { InventoryID: 'INV1', ProjectID: 'PR1', CoCCode: 'XX-500' },
  CEParticipation: { CEParticipationID: 'CE1', ProjectID: 'PR1' },
  Assessment: { AssessmentID: 'A1', EnrollmentID: 'E1', PersonalID: 'P1', AssessmentDate: '2025-02-03' },
  AssessmentQuestions: { AssessmentQuestionID: 'AQ1', AssessmentID: 'A1', EnrollmentID: 'E1', PersonalID: 'P1' },
  AssessmentResults: { AssessmentResultID: 'AR1', AssessmentID: 'A1', EnrollmentID: 'E1', PersonalID: 'P1' },
  Event: { EventID: 'EV1', EnrollmentID: 'E1', PersonalID: 'P1', EventDate: '2025-02-04', Event: 10 },
  Affiliation: { AffiliationID: 'AF1', ProjectID: 'PR1', ResProjectID: 'PR1' },
};

/** Files that have one row of the defaults where a test gives none. */
const ONE_ROW_UNLESS_GIVEN: readonly CsvFile[] = ['Export', 'Organization', 'User', 'Project', 'Client', 'Enrollment'];

/** A complete HMIS CSV export of 24 files, as small as its rows. */
export function exportZip(rows: ExportRows = {}, options: ExportOptions = {}): Buffer {
  return zipOf(exportEntries(rows, options));
}

export function exportEntries(rows: ExportRows, options: ExportOptions = {}): ZipEntry[] {
  const { files = {}, entries = {}, more = [], folder } = options;
  const own = CSV_FILES.filter((file) => files[file] !== null).map((file) => ({
    name: `${folder === undefined ? '' : `${folder}/`}${file}.csv`,
    data: files[file] ?? csvText(file, rows[file], options),
    ...entries[file],
  }));
  return [...own, ...more];
}

/** One file as text: header and rows. */
export function csvText(
  file: CsvFile,
  rows: readonly ExportRow[] = ONE_ROW_UNLESS_GIVEN.includes(file) ? [{}] : [],
  { format = 'FY2026', bom = false, lineEnd = '\r\n', quoted = true, ...options }: ExportOptions = {},
): string {
  const specified = [...headerOf(file, format), ...(options.extraColumns ?? [])];
  const header = options.columnsReversed ? specified.toReversed() : specified;
  const version = format === 'FY2026' ? '2026 v1.0' : '2024 v1.3';
  const lines = rows.map((row): string[] => {
    const values: ExportRow = { ...METADATA, CSVVersion: version, ...DEFAULTS[file], ...row };
    return header.map((name) => cell(values[name] ?? null, quoted));
  });
  const text = [header.map((name) => cell(name, quoted)), ...lines].map((cells) => `${cells.join(',')}${lineEnd}`);
  return `${bom ? '\ufeff' : ''}${text.join('')}`;
}

function cell(value: string | number | null, quoted: boolean): string {
  if (value === null) return '';
  const text = String(value);
  const needsQuotes = /[",\r\n]/.test(text) || (quoted && typeof value === 'string');
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
}

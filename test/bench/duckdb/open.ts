import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { NO_YES_REASONS, NONE_REASONS, RACES, SEX } from '../../../functions/hmis/lists/client.ts';
import type { CodeList } from '../../../functions/hmis/lists/code-list.ts';
import { LIVING_SITUATION, RELATIONSHIP_TO_HOH } from '../../../functions/hmis/lists/enrollment.ts';
import { FUNDING_SOURCE, PROJECT_TYPE } from '../../../functions/hmis/lists/project.ts';
import { CSV_FILES, type CsvFile, headerOf } from '../../../functions/importer/csv-files.ts';

/** HUD's words are no rules: both sides show the same ones. */
const WORDS: Readonly<Record<string, CodeList>> = {
  ProjectType: PROJECT_TYPE,
  Funder: FUNDING_SOURCE,
  RelationshipToHoH: RELATIONSHIP_TO_HOH,
  LivingSituation: LIVING_SITUATION,
  NoYesReasons: NO_YES_REASONS,
  Reasons: NONE_REASONS,
  Sex: SEX,
};

/** Where the questions find the files: as they lie, or read into tables. */
export type Source = 'csv' | 'tables';

/** A DuckDB in memory, on as many threads as there are processors, that knows an export's files as views. */
export async function openDuckDb(csvFolder: string): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:');
  const db = await instance.connect();
  await db.run(await sql('macros.sql'));
  await db.run('CREATE SCHEMA words; CREATE TABLE words.labels (list VARCHAR, code INTEGER, text VARCHAR)');
  for (const [list, codes] of Object.entries(WORDS)) {
    for (const [code, text] of Object.entries(codes)) {
      await db.run('INSERT INTO words.labels VALUES ($1, $2, $3)', [list, Number(code), text]);
    }
  }
  const races = Object.entries(RACES).map(([field, text]) => `${quoted(field)}: ${quoted(text)}`);
  await db.run(`SET VARIABLE races = MAP {${races.join(', ')}}`);
  await db.run('CREATE SCHEMA csv; CREATE SCHEMA tables');
  for (const file of CSV_FILES) {
    await db.run(`CREATE VIEW csv."${file}" AS FROM ${readCsv(file, csvFolder)}`);
  }
  await addUsers(db, 'csv', 'VIEW');
  return db;
}

/** Reads every file of the export into a table. */
export async function readIntoTables(db: DuckDBConnection): Promise<void> {
  for (const file of CSV_FILES) await db.run(`CREATE OR REPLACE TABLE tables."${file}" AS FROM csv."${file}"`);
  await addUsers(db, 'tables', 'TABLE');
}

async function addUsers(db: DuckDBConnection, source: Source, what: 'VIEW' | 'TABLE'): Promise<void> {
  await db.run(
    `CREATE OR REPLACE ${what} ${source}.users AS
     SELECT UserID, concat_ws(' ', UserFirstName, UserLastName) AS UserName FROM ${source}."User" WHERE DateDeleted IS NULL`,
  );
}

export function sql(file: string): Promise<string> {
  return readFile(join(import.meta.dirname, file), 'utf8');
}

/** With its types given, DuckDB need not guess them, and does not guess wrong. */
function readCsv(file: CsvFile, folder: string): string {
  const columns = headerOf(file, 'FY2026').map((field) => `${quoted(field)}: ${quoted(typeOf(field))}`);
  return `read_csv(${quoted(join(folder, `${file}.csv`))}, header = true, columns = {${columns.join(', ')}})`;
}

const TIMES = ['DateCreated', 'DateUpdated', 'DateDeleted', 'ExportDate'];
/** The coded fields that the questions ask for; what they don't ask for is read as text. */
const CODES = new Set([
  ...['ProjectType', 'RRHSubType', 'Funder', 'RelationshipToHoH', 'LivingSituation', 'LengthOfStay'],
  ...['LOSUnderThreshold', 'PreviousStreetESSH', 'TimesHomelessPastThreeYears', 'MonthsHomelessPastThreeYears'],
  ...['DisablingCondition', 'Destination', 'DataCollectionStage', 'DisabilityType', 'DisabilityResponse'],
  ...['IndefiniteAndImpairs', 'RecordType', 'DOBDataQuality', 'NameDataQuality', 'SSNDataQuality', 'VeteranStatus'],
  ...['RaceNone', 'Sex', ...Object.keys(RACES), 'IncomeFromAnySource', 'Earned', 'Unemployment', 'SSI', 'SSDI'],
  ...['VADisabilityService', 'VADisabilityNonService', 'PrivateDisability', 'WorkersComp', 'TANF', 'GA'],
  ...['SocSecRetirement', 'Pension', 'ChildSupport', 'Alimony', 'OtherIncomeSource'],
]);

function typeOf(field: string): string {
  if (TIMES.includes(field)) return 'TIMESTAMP';
  if (field === 'DOB' || /Date$|^DateTo|^DateOf|^DateProvided/.test(field)) return 'DATE';
  return CODES.has(field) ? 'INTEGER' : 'VARCHAR';
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

import type { HmisFormat } from '../../shared/column.ts';
import type { EnrollmentId, HouseholdId, PersonalId, UserId } from '../../shared/ids.ts';
import { incomeQuality } from '../hmis/income-quality.ts';
import { GENDERS, RACES } from '../hmis/lists/client.ts';
import { BENEFITS, INCOME_AMOUNTS, INCOME_SOURCES, INSURANCES } from '../hmis/lists/income-benefits.ts';
import type { Activity, IncomeBenefits } from '../hmis/records.ts';
import type { Row } from './read-file.ts';
import type { ClientFields, EnrollmentFields } from './spilled.ts';

/** Which fields of the files about people are read, and what a row of each becomes. */

const RACE_FIELDS = Object.keys(RACES);
const GENDER_FIELDS = Object.keys(GENDERS);

export const CLIENT_NEEDED = [
  'PersonalID',
  'FirstName',
  'MiddleName',
  'LastName',
  'NameSuffix',
  'NameDataQuality',
  'SSN',
  'SSNDataQuality',
  'DOB',
  'DOBDataQuality',
  ...RACE_FIELDS,
  'RaceNone',
  'VeteranStatus',
  'DateCreated',
];

export const ENROLLMENT_NEEDED = [
  'EnrollmentID',
  'PersonalID',
  'ProjectID',
  'EntryDate',
  'HouseholdID',
  'RelationshipToHoH',
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
];

export const INCOME_BENEFITS_NEEDED = [
  'EnrollmentID',
  'InformationDate',
  'DataCollectionStage',
  'IncomeFromAnySource',
  'TotalMonthlyIncome',
  ...INCOME_SOURCES,
  ...Object.values(INCOME_AMOUNTS),
  'BenefitsFromAnySource',
  ...BENEFITS,
  'InsuranceFromAnySource',
  ...INSURANCES,
  'DateCreated',
  'UserID',
];

const BED_NIGHT = 200;

export function service(row: Row): Pick<Activity, 'kind' | 'RecordType' | 'TypeProvided'> {
  const RecordType = row.code('RecordType');
  if (RecordType === BED_NIGHT) return { kind: 'bedNight', RecordType: null, TypeProvided: null };
  return { kind: 'service', RecordType, TypeProvided: row.code('TypeProvided') };
}

export function enrollmentFields(row: Row): EnrollmentFields {
  const EnrollmentID = row.id<EnrollmentId>('EnrollmentID');
  return {
    EnrollmentID,
    PersonalID: row.id<PersonalId>('PersonalID'),
    HouseholdID: row.optionalId<HouseholdId>('HouseholdID') ?? (EnrollmentID as string as HouseholdId),
    RelationshipToHoH: row.code('RelationshipToHoH'),
    EntryDate: row.neededDate('EntryDate'),
    EnrollmentCoC: row.text('EnrollmentCoC'),
    LivingSituation: row.code('LivingSituation'),
    LengthOfStay: row.code('LengthOfStay'),
    LOSUnderThreshold: row.code('LOSUnderThreshold'),
    PreviousStreetESSH: row.code('PreviousStreetESSH'),
    DateToStreetESSH: row.date('DateToStreetESSH'),
    TimesHomelessPastThreeYears: row.code('TimesHomelessPastThreeYears'),
    MonthsHomelessPastThreeYears: row.code('MonthsHomelessPastThreeYears'),
    DisablingCondition: row.code('DisablingCondition'),
    DateOfEngagement: row.date('DateOfEngagement'),
    MoveInDate: row.date('MoveInDate'),
    DateCreated: row.date('DateCreated'),
    DateUpdated: row.date('DateUpdated'),
    UserID: row.optionalId<UserId>('UserID'),
  };
}

export function incomeBenefits(row: Row): IncomeBenefits {
  const answers = INCOME_SOURCES.map((source) => ({
    source,
    answer: row.code(source),
    amount: row.amount(INCOME_AMOUNTS[source]),
  }));
  const IncomeFromAnySource = row.code('IncomeFromAnySource');
  const sources = answers.filter(({ answer }) => answer === 1).length;
  return {
    DataCollectionStage: row.code('DataCollectionStage'),
    InformationDate: row.neededDate('InformationDate'),
    quality: incomeQuality({ IncomeFromAnySource, sources }),
    IncomeFromAnySource,
    TotalMonthlyIncome: row.amount('TotalMonthlyIncome'),
    Incomes: answers.filter(({ answer, amount }) => answer === 1 || (amount ?? 0) > 0),
    BenefitsFromAnySource: row.code('BenefitsFromAnySource'),
    Benefits: BENEFITS.filter((field) => row.code(field) === 1),
    InsuranceFromAnySource: row.code('InsuranceFromAnySource'),
    Insurances: INSURANCES.filter((field) => row.code(field) === 1),
    DateCreated: row.date('DateCreated'),
    UserID: row.optionalId<UserId>('UserID'),
  };
}

export function clientFields(row: Row, format: HmisFormat): ClientFields {
  return {
    PersonalID: row.id<PersonalId>('PersonalID'),
    FirstName: row.text('FirstName'),
    MiddleName: row.text('MiddleName'),
    LastName: row.text('LastName'),
    NameSuffix: row.text('NameSuffix'),
    NameDataQuality: row.code('NameDataQuality'),
    SSN: row.text('SSN'),
    SSNDataQuality: row.code('SSNDataQuality'),
    DOB: row.birthDate('DOB'),
    DOBDataQuality: row.code('DOBDataQuality'),
    VeteranStatus: row.code('VeteranStatus'),
    Races: RACE_FIELDS.filter((race) => row.code(race) === 1),
    RaceNone: row.code('RaceNone'),
    Sex: format === 'FY2026' ? row.code('Sex') : null,
    Genders: format === 'FY2024' ? GENDER_FIELDS.filter((gender) => row.code(gender) === 1) : [],
    GenderNone: format === 'FY2024' ? row.code('GenderNone') : null,
    ClientDateCreated: row.date('DateCreated'),
  };
}

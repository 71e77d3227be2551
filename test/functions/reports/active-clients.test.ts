import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerColumns } from '../../../shared/column.ts';
import definition from '../../../shared/reports/active-clients.ts';
import { activity, annualIncome, date, enrollment, funder, project } from '../hmis/enrollment.ts';
import { IN_H1, listOf } from './rows.ts';

const YEAR = { from: '2025-10-01', to: '2026-09-30' };

const REHOUSING = project({
  ProjectID: 'P13',
  ProjectName: 'New Keys',
  ProjectType: 13,
  RRHSubType: 2,
  Funders: [funder(3), funder(33, { EndDate: '2025-09-30' })],
});

const HEAD = enrollment({
  ...IN_H1,
  EnrollmentID: 'E1',
  PersonalID: 'P1',
  EntryDate: '2025-03-01',
  EnrollmentCoC: 'XX-500',
  LivingSituation: 116,
  DateToStreetESSH: '2024-03-01',
  DisablingCondition: 1,
  DateOfEngagement: '2025-03-05',
  MoveInDate: '2025-04-10',
  DateCreated: '2025-03-03',
  DateUpdated: '2026-08-21',
  DOB: '1985-03-02',
  VeteranStatus: 1,
  Races: ['HispanicLatinao', 'White'],
  Sex: 1,
  IncomeAtStart: 'ok',
  AnnualIncomes: [annualIncome('2026-03-10')],
  LastActivityDate: date('2026-08-20'),
  Names: { LastName: 'Reed', FirstName: 'Ana', MiddleName: 'B', NameSuffix: 'Jr', SSN: '078051120' },
});
const PARTNER = enrollment({
  ...IN_H1,
  EnrollmentID: 'E2',
  PersonalID: 'P2',
  RelationshipToHoH: 3,
  EntryDate: '2025-03-01',
  EnrollmentCoC: null,
  DOB: '1990-10-01',
  DateToStreetESSH: '2025-02-01',
  VeteranStatus: 99,
  ExitDate: '2026-05-01',
  Destination: 410,
  IncomeAtStart: 'ok',
  UserID: 'U9',
});
const CHILD = enrollment({
  ...IN_H1,
  EnrollmentID: 'E3',
  PersonalID: 'P3',
  RelationshipToHoH: 2,
  EntryDate: '2025-06-01',
  EnrollmentCoC: null,
  DOB: '2019-06-06',
  VeteranStatus: null,
  UserID: null,
});

describe('the columns of the list', () => {
  const headers = answerColumns(definition.columns, 'FY2026').map(({ header }) => header);

  it('have MoveInDate as column Y, by which users filter', () => {
    expect(headers[24]).toBe('MoveInDate');
    expect(headers.indexOf('MoveInDate')).toBe('Y'.charCodeAt(0) - 'A'.charCodeAt(0));
  });

  it('are the 37 from A to AK, in the order that guides and formulas know', () => {
    expect(headers).toEqual([
      ...['PersonalID', 'HouseholdID', 'EnrollmentID', 'LastName', 'FirstName', 'MiddleName', 'NameSuffix', 'SSN'],
      ...['DOB', 'Age', 'RelationshipToHoH', 'VeteranStatus', 'RaceEthnicity', 'Sex', 'DisablingCondition'],
      ...['ChronicallyHomelessAtStart', 'OrganizationName', 'ProjectName', 'ProjectType', 'FundingSources'],
      ...['EnrollmentCoC', 'LivingSituation', 'EntryDate', 'DateOfEngagement', 'MoveInDate', 'ExitDate'],
      ...['Destination', 'DaysInProject', 'DaysToMoveIn', 'HouseholdType', 'HouseholdSize', 'LastActivityDate'],
      ...['AnnualAssessmentStatus', 'MissingData', 'EnteredBy', 'DateCreated', 'DateUpdated'],
    ]);
  });

  it('call Sex Gender over an FY 2024 export, and nothing else differs', () => {
    const before = answerColumns(definition.columns, 'FY2024').map(({ header }) => header);
    expect(before).toEqual(headers.map((header) => (header === 'Sex' ? 'Gender' : header)));
  });

  it('are the same whatever is asked', () => {
    const [row] = listOf([HEAD], YEAR, { project: REHOUSING }).rows;
    const [other] = listOf(
      [HEAD],
      { ...YEAR, method: 'inResidence', headsOfHouseholdOnly: true },
      { project: REHOUSING },
    ).rows;
    expect(Object.keys(row ?? {})).toEqual(definition.columns.map(({ key }) => key));
    expect(Object.keys(other ?? {})).toEqual(Object.keys(row ?? {}));
  });
});

describe('a household in rapid re-housing', () => {
  const { rows } = listOf([CHILD, PARTNER, HEAD], YEAR, { project: REHOUSING });
  const [head, partner, child] = rows;

  it('has its head with every column filled', () => {
    expect(head).toEqual({
      PersonalID: 'P1',
      HouseholdID: 'H1',
      EnrollmentID: 'E1',
      LastName: 'Reed',
      FirstName: 'Ana',
      MiddleName: 'B',
      NameSuffix: 'Jr',
      SSN: '***-**-1120',
      DOB: '1985-03-02',
      Age: 40,
      RelationshipToHoH: 'Self (Head of Household)',
      VeteranStatus: 'Yes',
      RaceEthnicity: 'Hispanic/Latina/o; White',
      Sex: 'Male',
      DisablingCondition: 'Yes',
      ChronicallyHomelessAtStart: 'Yes',
      OrganizationName: 'Harbor Homes',
      ProjectName: 'New Keys',
      ProjectType: 'PH - Rapid Re-Housing',
      FundingSources: 'HUD: CoC - Rapid Re-Housing',
      EnrollmentCoC: 'XX-500',
      LivingSituation:
        'Place not meant for habitation (e.g., a vehicle, an abandoned building, bus/train/subway station/airport or anywhere outside)',
      EntryDate: '2025-03-01',
      DateOfEngagement: '2025-03-05',
      MoveInDate: '2025-04-10',
      ExitDate: null,
      Destination: null,
      DaysInProject: 579,
      DaysToMoveIn: 40,
      HouseholdType: 'Household with Children and Adults',
      HouseholdSize: 3,
      LastActivityDate: '2026-08-20',
      AnnualAssessmentStatus: 'Completed',
      MissingData: null,
      EnteredBy: 'Dev Okafor',
      DateCreated: '2025-03-03',
      DateUpdated: '2026-08-21',
    });
  });

  it('has a partner who takes the head’s CoC and move-in, shares the chronic status, and has left', () => {
    expect(partner).toMatchObject({
      Age: 35,
      EnrollmentCoC: 'XX-500',
      MoveInDate: '2025-04-10',
      ChronicallyHomelessAtStart: 'Yes',
      ExitDate: '2026-05-01',
      Destination: 'Rental by client, no ongoing housing subsidy',
      DaysInProject: 426,
      AnnualAssessmentStatus: null,
      MissingData: 'VeteranStatus: missing; IncomeFromAnySource at exit: missing',
      EnteredBy: 'U9',
    });
  });

  it('has a child who joined after the move-in, and whose move-in is the own entry', () => {
    expect(child).toMatchObject({
      Age: 6,
      VeteranStatus: null,
      EnrollmentCoC: 'XX-500',
      MoveInDate: '2025-06-01',
      DaysToMoveIn: 0,
      // A Yes is shared with those who were present at start.
      ChronicallyHomelessAtStart: 'No',
      AnnualAssessmentStatus: 'Overdue',
      MissingData: null,
      EnteredBy: null,
    });
  });
});

describe('rapid re-housing without housing', () => {
  it('says that it is services only', () => {
    const services = project({ ProjectType: 13, RRHSubType: 1 });
    expect(listOf([HEAD], YEAR, { project: services }).rows[0]).toMatchObject({
      ProjectType: 'PH - Rapid Re-Housing (services only)',
    });
  });
});

describe('over an FY 2024 export', () => {
  it('the column of Sex shows the genders chosen', () => {
    const client = enrollment({ Sex: null, Genders: ['Woman', 'NonBinary'] });
    expect(listOf([client], YEAR, { format: 'FY2024' }).rows[0]?.Sex).toBe('Woman (Girl, if child); Non-Binary');
  });
});

describe('the order of the rows', () => {
  it('is by household’s head, head first, then PersonalID and EnrollmentID', () => {
    const people = [
      enrollment({ EnrollmentID: 'E5', PersonalID: 'P2', HouseholdID: 'H9' }),
      enrollment({ EnrollmentID: 'E4', PersonalID: 'P0', HouseholdID: 'H1', RelationshipToHoH: 2 }),
      enrollment({ EnrollmentID: 'E3', PersonalID: 'P9', HouseholdID: 'H1' }),
      enrollment({ EnrollmentID: 'E2', PersonalID: 'P1', HouseholdID: 'H1', RelationshipToHoH: 2 }),
      enrollment({ EnrollmentID: 'E7', PersonalID: 'P1', HouseholdID: 'H1', RelationshipToHoH: 2 }),
      enrollment({ EnrollmentID: 'E6', PersonalID: 'P2', HouseholdID: 'H8' }),
    ];
    expect(listOf(people, YEAR).ids).toEqual(['E6', 'E5', 'E3', 'E4', 'E2', 'E7']);
    expect(listOf(people.toReversed(), YEAR).ids).toEqual(['E6', 'E5', 'E3', 'E4', 'E2', 'E7']);
  });
});

describe('LastActivityDate', () => {
  it.each([
    ['before To', ['2026-01-05', '2026-09-29'], '2026-09-29'],
    ['on To', ['2026-09-30'], '2026-09-30'],
    ['after To is passed over for the one before', ['2026-01-05', '2026-10-01'], '2026-01-05'],
    ['only after To is none', ['2026-10-01'], null],
  ])('%s', (_, days, expected) => {
    const client = enrollment({
      LastActivityDate: days.at(-1) ?? null,
      Activities: days.map((day) => activity('contact', day)),
    });
    expect(listOf([client], YEAR).rows[0]?.LastActivityDate).toBe(expected);
  });
});

describe('codes that HUD’s lists don’t have', () => {
  it('show as such and are counted by column in the notes', () => {
    const odd = { LivingSituation: 777, VeteranStatus: 3, Destination: 555, ExitDate: '2026-01-01' } as const;
    const { rows, notes } = listOf(
      [enrollment(odd), enrollment({ EnrollmentID: 'E2', LivingSituation: 778, RelationshipToHoH: 99 })],
      YEAR,
      { project: project({ ProjectType: 5, Funders: [funder(99)] }) },
    );
    expect(rows[0]).toMatchObject({
      LivingSituation: 'Unknown code (777)',
      VeteranStatus: 'Unknown code (3)',
      Destination: 'Unknown code (555)',
      ProjectType: 'Unknown code (5)',
      FundingSources: 'Unknown code (99)',
    });
    expect(rows[1]?.RelationshipToHoH).toBe('Data not collected');
    expect(notes).toContain(
      "Codes that HUD's lists don't have: Destination in 1 row, FundingSources in 2 rows, LivingSituation in 2 rows, ProjectType in 2 rows, VeteranStatus in 1 row.",
    );
  });

  it('are not mentioned where there are none', () => {
    expect(listOf([enrollment()], YEAR).notes.join()).not.toContain('Codes');
  });
});

describe('the SSN', () => {
  const shown = (SSN: string | null) => {
    const Names = { LastName: null, FirstName: null, MiddleName: null, NameSuffix: null, SSN };
    return listOf([enrollment({ Names })], YEAR).rows[0]?.SSN;
  };
  const hex = (length: number) => '1234567890abcdef'.repeat(5).slice(0, length);

  it.each([
    ['nine digits', '078051120', '***-**-1120'],
    ['with hyphens', '078-05-1120', '***-**-1120'],
    ['partly unknown', 'xxxxx1120', '***-**-1120'],
    ['partly unknown, in capitals', 'XXX-XX-1120', '***-**-1120'],
    ['the last four alone', '1120', '***-**-1120'],
    ['with spaces around it', ' 078051120 ', '***-**-1120'],
    ['the last four unknown', '07805xxxx', null],
    ['one of the last four unknown', '07805112x', null],
    ['too short', '120', null],
    ['blank', '', null],
    ['missing', null, null],
    ['HUD’s hash, SHA-256 behind the last four', `1120${hex(64)}`, '***-**-1120'],
    ['HUD’s hash, SHA-1 behind the last four', `1120${hex(40)}`, '***-**-1120'],
    ['HUD’s hash in capitals', `1120${hex(64).toUpperCase()}`, '***-**-1120'],
    ['HUD’s hash of an unknown one', `xxxx${hex(64)}`, '***-**-xxxx'],
    ['a SHA-256 alone that begins with four digits', hex(64), null],
    ['a SHA-1 alone', hex(40), null],
    ['an MD5', hex(32), null],
    ['letters', 'not given', null],
    ['twenty digits', '12345678901234567890', null],
  ])('as %s', (_, SSN, expected) => {
    expect(shown(SSN)).toBe(expected);
  });

  it('never shows more than four digits, whatever the export holds', () => {
    const odd = fc.string({ unit: fc.constantFrom(...'0123456789abcdefxX- '), maxLength: 70 });
    fc.assert(
      fc.property(odd, (SSN) => {
        const text = shown(SSN) ?? '';
        return text === '' || /^\*\*\*-\*\*-[0-9xX]{4}$/.test(String(text));
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

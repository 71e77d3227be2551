import { describe, expect, test } from 'vitest';
import { CSV_FILES, type CsvFile } from '../../../functions/importer/csv-files.ts';
import { csvText, type ExportOptions, type ExportRow, type ExportRows, exportZip } from '../../export.ts';
import { readInMemory, refusal } from './reading.ts';

const DELETED = { DateDeleted: '2025-12-01 10:00:00' };
/** The files that hang on an enrollment, Exit among them. */
const OF_ENROLLMENT: readonly CsvFile[] = [
  'Exit',
  'IncomeBenefits',
  'HealthAndDV',
  'Disabilities',
  'Services',
  'CurrentLivingSituation',
  'EmploymentEducation',
  'YouthEducationStatus',
  'Event',
  'Assessment',
];
const OF_PROJECT: readonly CsvFile[] = [
  'ProjectCoC',
  'Funder',
  'HMISParticipation',
  'CEParticipation',
  'Inventory',
  'Affiliation',
];

async function read(rows: ExportRows, options: ExportOptions = {}) {
  const { report, enrollments, catalog, openEnrollments } = await readInMemory(exportZip(rows, options));
  return {
    refused: report.refused.map(({ file, line, field, reason }) => `${file} ${line} ${field} ${reason}`),
    warnings: report.warnings().map(({ file, field, what, count }) => `${file} ${field} ${what} (${count})`),
    files: report.files(),
    enrollments,
    catalog,
    openEnrollments,
  };
}

/** Rows that differ in what is given. */
const each = (field: string, ...values: string[]): ExportRow[] => values.map((value) => ({ [field]: value }));

const everything = Object.fromEntries(CSV_FILES.map((file) => [file, [{}]])) as ExportRows;

describe('a whole export', () => {
  test('of one row in each file is taken without a word', async () => {
    const { refused, warnings, files } = await read(everything);
    expect({ refused, warnings }).toEqual({ refused: [], warnings: [] });
    const one = { rows: 1, kept: 1, deleted: 0, refused: 0 };
    expect(files).toEqual(Object.fromEntries(CSV_FILES.map((file) => [`${file}.csv`, one])));
  });

  const asHudSays = readInMemory(exportZip(everything));
  test.each<[string, ExportOptions]>([
    ['with a BOM', { bom: true }],
    ['with LF', { lineEnd: '\n' }],
    ['without quotes', { quoted: false }],
    ['in a subfolder', { folder: 'export' }],
    ['with its columns in another order', { columnsReversed: true }],
    ['with columns of the vendor', { extraColumns: ['VendorID', 'Team Name'] }],
    ['with all of these', { bom: true, lineEnd: '\n', quoted: false, folder: 'a/b', columnsReversed: true }],
  ])('%s gives the same enrollments', async (_, options) => {
    const { enrollments, catalog, facts } = await readInMemory(exportZip(everything, options));
    const usual = await asHudSays;
    expect(enrollments.get('E1')).toEqual(usual.enrollments.get('E1'));
    expect({ catalog, facts }).toEqual({ catalog: usual.catalog, facts: usual.facts });
  });

  test('joins an enrollment with its client, its exit and what hangs on it', async () => {
    const { enrollments } = await read({
      ...everything,
      IncomeBenefits: [
        {},
        { InformationDate: '2025-06-10', DataCollectionStage: 3, IncomeFromAnySource: 1, Earned: 1 },
        { InformationDate: '2025-03-01', DataCollectionStage: 5, IncomeFromAnySource: 99 },
        { InformationDate: '2025-02-01', DataCollectionStage: 5, IncomeFromAnySource: 8 },
      ],
      Disabilities: [{ DisabilityResponse: 1, IndefiniteAndImpairs: 1 }],
      Services: [{}, { DateProvided: '2025-05-09', RecordType: 141, TypeProvided: 14 }],
    });
    expect(enrollments.get('E1')).toMatchObject({
      PersonalID: 'P1',
      HouseholdID: 'E1',
      EntryDate: '2025-01-10',
      ExitDate: '2025-06-10',
      Destination: 410,
      DOB: '1980-05-05',
      Races: ['White'],
      NameQuality: 'ok',
      DisabilityAtStart: true,
      IncomeAtStart: 'ok',
      IncomeAtExit: 'ok',
      HasIncomeRecord: true,
      AnnualIncomes: [
        { InformationDate: '2025-02-01', quality: 'dontKnow', DateCreated: '2025-01-10', UserID: 'U1' },
        { InformationDate: '2025-03-01', quality: 'missing' },
      ],
      LastActivityDate: '2025-05-09',
      Names: { FirstName: 'Ann', LastName: 'Archer', SSN: '123456780' },
    });
    expect(enrollments.get('E1')?.Activities.map(({ kind, date }) => `${date} ${kind}`)).toEqual([
      '2025-02-01 bedNight',
      '2025-02-02 contact',
      '2025-02-03 assessment',
      '2025-02-04 event',
      '2025-05-09 service',
    ]);
    expect(enrollments.get('E1')?.Activities.map(({ RecordType, TypeProvided }) => [RecordType, TypeProvided])).toEqual(
      [
        [null, null],
        [null, null],
        [null, null],
        [null, null],
        [141, 14],
      ],
    );
  });
});

describe('an income record', () => {
  test('is kept with its amounts, benefits and insurance, and what is odd about them', async () => {
    const record = {
      InformationDate: '2025-03-01',
      DataCollectionStage: 5,
      IncomeFromAnySource: 1,
      TotalMonthlyIncome: '1,200.50',
      Earned: 1,
      EarnedAmount: '900.25',
      SSI: 0,
      SSIAmount: '300.25',
      BenefitsFromAnySource: 1,
      SNAP: 1,
      WIC: 0,
      InsuranceFromAnySource: 1,
      Medicaid: 1,
      Medicare: 1,
    };
    const { enrollments } = await read({ ...everything, IncomeBenefits: [record] });
    expect(enrollments.get('E1')?.IncomeBenefits).toMatchObject([
      {
        DataCollectionStage: 5,
        IncomeFromAnySource: 1,
        TotalMonthlyIncome: 1200.5,
        Incomes: [
          { source: 'Earned', answer: 1, amount: 900.25 },
          { source: 'SSI', answer: 0, amount: 300.25 },
        ],
        BenefitsFromAnySource: 1,
        Benefits: ['SNAP'],
        InsuranceFromAnySource: 1,
        Insurances: ['Medicaid', 'Medicare'],
      },
    ]);
  });

  test('with an amount that is none is kept without it, and told of', async () => {
    const { enrollments, warnings } = await read({ ...everything, IncomeBenefits: [{ TotalMonthlyIncome: 'lots' }] });
    expect(enrollments.get('E1')?.IncomeBenefits).toMatchObject([{ TotalMonthlyIncome: null }]);
    expect(warnings).toContainEqual(expect.stringContaining('TotalMonthlyIncome value is no amount'));
  });
});

test('days of stage 5 records in other files are kept, each once, oldest first', async () => {
  const on = (InformationDate: string, DataCollectionStage: number) => ({ InformationDate, DataCollectionStage });
  const { enrollments } = await read({
    ...everything,
    HealthAndDV: [on('2025-03-02', 5), on('2025-03-04', 2)],
    EmploymentEducation: [on('2025-03-01', 5)],
    Disabilities: [on('2025-03-02', 5), on('2025-03-03', 3)],
  });
  expect(enrollments.get('E1')?.OtherAnnualDates).toEqual(['2025-03-01', '2025-03-02']);
});

describe('a row that names nothing', () => {
  test.each([...OF_ENROLLMENT])('of %s, an enrollment that is not there, is refused', async (file) => {
    const { refused, files } = await read({ [file]: [{ EnrollmentID: 'E9' }] });
    expect(refused).toEqual([`${file}.csv 2 EnrollmentID names no row of Enrollment.csv that was taken`]);
    expect(files[`${file}.csv`]).toEqual({ rows: 1, kept: 0, deleted: 0, refused: 1 });
  });

  test.each([...OF_PROJECT])('of %s, a project that is not there, is refused', async (file) => {
    const { refused } = await read({ [file]: [{ ProjectID: 'PR9' }] });
    expect(refused).toEqual([`${file}.csv 2 ProjectID names no row of Project.csv that was taken`]);
  });

  test.each(['AssessmentQuestions', 'AssessmentResults'] as const)(
    'of %s, an assessment that is not there, is refused',
    async (file) => {
      const { refused } = await read({ [file]: [{ AssessmentID: 'A9' }] });
      expect(refused).toEqual([`${file}.csv 2 AssessmentID names no row of Assessment.csv that was taken`]);
    },
  );

  test.each<[string, ExportRows, string]>([
    [
      'an enrollment without its client',
      { Enrollment: [{ PersonalID: 'P9' }] },
      'PersonalID names no row of Client.csv',
    ],
    [
      'an enrollment without its project',
      { Enrollment: [{ ProjectID: 'PR9' }] },
      'ProjectID names no row of Project.csv',
    ],
    [
      'a project without its organization',
      { Project: [{}, { ProjectID: 'PR2', OrganizationID: 'O9' }] },
      'OrganizationID names no row of Organization.csv',
    ],
  ])('%s, is refused', async (_, rows, reason) => {
    const { refused } = await read(rows);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toContain(reason);
  });

  test('makes what hangs on it refused too, all of it listed', async () => {
    const { refused, enrollments } = await read({ Enrollment: [{ PersonalID: 'P9' }], Exit: [{}], Services: [{}, {}] });
    expect(enrollments.size).toBe(0);
    expect(refused).toHaveLength(4);
  });
});

describe('an id that appears twice', () => {
  test.each<[CsvFile, string]>([
    ['Organization', 'OrganizationID'],
    ['User', 'UserID'],
    ['Project', 'ProjectID'],
    ['Client', 'PersonalID'],
    ['Enrollment', 'EnrollmentID'],
  ])('in %s counts once: the first', async (file, field) => {
    const { refused, files } = await read({ [file]: [{}, {}] });
    expect(refused).toEqual([`${file}.csv 3 ${field} appears twice`]);
    expect(files[`${file}.csv`]).toEqual({ rows: 2, kept: 1, deleted: 0, refused: 1 });
  });

  test('in Client.csv gives the first one’s name', async () => {
    const { enrollments } = await read({ Client: [{ FirstName: 'First' }, { FirstName: 'Second' }] });
    expect(enrollments.get('E1')?.Names?.FirstName).toBe('First');
  });

  test('in Client.csv, first deleted and then not, is the one that is not', async () => {
    const { enrollments, refused } = await read({
      Client: [{ FirstName: 'Gone', ...DELETED }, { FirstName: 'There' }],
    });
    expect(refused).toEqual([]);
    expect(enrollments.get('E1')?.Names?.FirstName).toBe('There');
  });

  test('in Exit.csv: an enrollment has one exit, the first', async () => {
    const { refused, enrollments } = await read({ Exit: each('ExitDate', '2025-03-01', '2025-04-01') });
    expect(refused).toEqual(['Exit.csv 3 EnrollmentID has an exit already']);
    expect(enrollments.get('E1')?.ExitDate).toBe('2025-03-01');
  });

  test('in Exit.csv, the first without a date: the second is the exit', async () => {
    const { refused, enrollments } = await read({ Exit: each('ExitDate', '', '2025-04-01') });
    expect(refused).toEqual(['Exit.csv 2 ExitDate is blank']);
    expect(enrollments.get('E1')?.ExitDate).toBe('2025-04-01');
  });
});

describe('an id', () => {
  const person = async (PersonalID: string) => {
    const { enrollments, refused } = await read({ Client: [{ PersonalID }], Enrollment: [{ PersonalID }] });
    return { id: enrollments.get('E1')?.PersonalID, refused };
  };

  test.each([
    ['with leading zeros', '00017'],
    ['with spaces around it, which are part of it', ' 17 '],
    ['of letters in both cases', 'aBc'],
    ['with signs', 's_12-3/4#5|6'],
    ['of 32 hexadecimal digits', '0123456789abcdef0123456789abcdef'],
    ['of 200 bytes', 'x'.repeat(200)],
    ['of 200 bytes in 100 letters', 'é'.repeat(100)],
    ['that is a word of JavaScript', '__proto__'],
  ])('%s stays as it is', async (_, id) => {
    expect(await person(id)).toEqual({ id, refused: [] });
  });

  test.each([
    ['of 201 bytes', 'x'.repeat(201), 'is no id of 1 to 200 bytes'],
    ['of 202 bytes in 101 letters', 'é'.repeat(101), 'is no id of 1 to 200 bytes'],
    ['with a tab', '1\t7', 'is no id of 1 to 200 bytes'],
    ['left blank', '', 'is blank'],
    ['of nothing but spaces', '   ', 'is blank'],
  ])('%s refuses the row', async (_, id, reason) => {
    const { refused } = await person(id);
    expect(refused).toContain(`Client.csv 2 PersonalID ${reason}`);
    expect(refused).toContain(`Enrollment.csv 2 PersonalID ${reason}`);
  });

  test('that differs in case or in a leading zero is another person', async () => {
    const ids = ['a1', 'A1', '0a1'];
    const { enrollments } = await read({
      Client: each('PersonalID', ...ids),
      Enrollment: ids.map((id) => ({ EnrollmentID: `E${id}`, PersonalID: id })),
    });
    expect(new Set([...enrollments.values()].map((one) => one.PersonalID)).size).toBe(3);
  });

  test.each(['', '  '])('of the household left blank (%j): a household of one’s own', async (HouseholdID) => {
    const { enrollments } = await read({
      Enrollment: [
        { EnrollmentID: 'E1', HouseholdID },
        { EnrollmentID: 'E2', HouseholdID },
      ],
    });
    expect([...enrollments.values()].map((one) => one.HouseholdID)).toEqual(['E1', 'E2']);
  });

  test('of the user left blank is no reason to refuse', async () => {
    const { refused, enrollments } = await read({ Enrollment: [{ UserID: '' }] });
    expect(refused).toEqual([]);
    expect(enrollments.get('E1')?.UserID).toBeNull();
  });
});

describe('a deleted record', () => {
  const hanging = Object.fromEntries(OF_ENROLLMENT.map((file) => [file, [{}]])) as ExportRows;
  const ofAssessment: ExportRows = { AssessmentQuestions: [{}], AssessmentResults: [{}] };
  const deletedOnly = { rows: 1, kept: 0, deleted: 1, refused: 0 };

  test.each([...OF_ENROLLMENT])('of %s is no record', async (file) => {
    const { files, enrollments } = await read({ [file]: [{ ...DELETED }] });
    expect(files[`${file}.csv`]).toEqual(deletedOnly);
    expect(enrollments.get('E1')).toMatchObject({ ExitDate: null, HasIncomeRecord: false, Activities: [] });
  });

  test.each<[string, ExportRows]>([
    ['enrollment', { Enrollment: [{ ...DELETED }] }],
    ['client', { Client: [{ ...DELETED }] }],
    ['project', { Project: [{ ProjectID: 'PR0' }, { ...DELETED }] }],
  ])('that is an enrollment’s %s takes along all that hangs on it, as deleted', async (_, rows) => {
    const { files, refused, enrollments } = await read({ ...hanging, ...ofAssessment, ...rows });
    expect(refused).toEqual([]);
    expect(enrollments.size).toBe(0);
    for (const file of ['Enrollment', ...OF_ENROLLMENT, ...Object.keys(ofAssessment)]) {
      expect(files[`${file}.csv`], file).toEqual(deletedOnly);
    }
  });

  test('that is an assessment takes along its questions and results', async () => {
    const { files, refused } = await read({ ...ofAssessment, Assessment: [{ ...DELETED }] });
    expect(refused).toEqual([]);
    expect(files['AssessmentQuestions.csv']).toEqual(deletedOnly);
    expect(files['AssessmentResults.csv']).toEqual(deletedOnly);
  });

  test.each([...OF_PROJECT])('that is a project takes along its rows of %s', async (file) => {
    const { files, refused } = await read({ Project: [{ ...DELETED }], Enrollment: [], [file]: [{}] });
    expect(refused).toEqual([]);
    expect(files[`${file}.csv`]).toEqual(deletedOnly);
  });

  test('that is an exit leaves the enrollment open', async () => {
    const { openEnrollments } = await read({ Exit: [{ ...DELETED }] });
    expect(openEnrollments).toBe(1);
  });
});

describe('a value', () => {
  test.each([
    ['a code that HUD does not know', { LivingSituation: 4711 }, { LivingSituation: 4711 }],
    ['a code written as 1.0', { DisablingCondition: '1.0' }, { DisablingCondition: 1 }],
    ['a head of household of 99', { RelationshipToHoH: 99 }, { RelationshipToHoH: 99 }],
    ['a date with a time', { MoveInDate: '2025-02-02 09:00:00' }, { MoveInDate: '2025-02-02' }],
    ['a date with the month first', { MoveInDate: '02-02-25' }, { MoveInDate: '2025-02-02' }],
    ['a text', { EnrollmentCoC: 'XX-501' }, { EnrollmentCoC: 'XX-501' }],
  ])('%s is kept without a warning', async (_, fields, kept) => {
    const { enrollments, warnings } = await read({ Enrollment: [fields] });
    expect(enrollments.get('E1')).toMatchObject(kept);
    expect(warnings).toEqual([]);
  });

  test.each([
    ['a code that is no number', { LivingSituation: 'shelter' }, 'LivingSituation value is no whole number'],
    ['a date that is none', { MoveInDate: '2025-02-30' }, 'MoveInDate value is no date'],
  ])('%s is blank, and a warning that does not repeat it', async (_, fields, warning) => {
    const [field = ''] = Object.keys(fields);
    const { enrollments, warnings } = await read({ Enrollment: [fields, { EnrollmentID: 'E2', ...fields }] });
    expect(enrollments.get('E1')).toMatchObject({ [field]: null });
    expect(warnings).toEqual([`Enrollment.csv ${warning} and was taken as blank (2)`]);
  });

  test.each([
    ['a grant that ends', { Funder: [{ EndDate: '09-30-28' }] }, '2028-09-30'],
    ['a grant that ended', { Funder: [{ EndDate: '09-30-99' }] }, '1999-09-30'],
  ])('that is a planned date of two digits, %s, may lie after the export', async (_, rows, date) => {
    expect((await read(rows)).catalog.projects[0]?.Funders[0]?.EndDate).toBe(date);
  });

  test('that is a birth date of two digits lies before the export', async () => {
    const { enrollments } = await read({ Client: [{ DOB: '06-01-28' }] });
    expect(enrollments.get('E1')?.DOB).toBe('1928-06-01');
  });

  test('that is the DOB of a second reading is warned of once a row', async () => {
    const { warnings } = await read({ Client: [{ DOB: 'unknown' }] });
    expect(warnings).toEqual(['Client.csv DOB value is no date and was taken as blank (1)']);
  });

  test.each<[CsvFile, string]>([
    ['Enrollment', 'EntryDate'],
    ['Exit', 'ExitDate'],
    ['IncomeBenefits', 'InformationDate'],
    ['Services', 'DateProvided'],
    ['CurrentLivingSituation', 'InformationDate'],
    ['Event', 'EventDate'],
    ['Assessment', 'AssessmentDate'],
  ])('that %s cannot do without, %s: blank or no date refuses the row', async (file, field) => {
    const { refused } = await read({ [file]: [{ [field]: '' }, { [field]: 'soon' }] });
    expect(refused).toEqual([`${file}.csv 2 ${field} is blank`, `${file}.csv 3 ${field} is no date`]);
  });

  test('that is not UTF-8 is a warning', async () => {
    const data = Buffer.from(csvText('User', [{ UserFirstName: 'René' }]), 'latin1');
    const { warnings } = await read({}, { entries: { User: { data } } });
    expect(warnings).toEqual(['User.csv UserFirstName text is not UTF-8; some letters are lost (1)']);
  });
});

describe('bad rows', () => {
  const enrollments = (good: number, bad: number): ExportRow[] => [
    ...Array.from({ length: good }, (_, i) => ({ EnrollmentID: `E${i}` })),
    ...Array.from({ length: bad }, (_, i) => ({ EnrollmentID: `B${i}`, EntryDate: '' })),
  ];

  test.each([
    ['10 of 20: a handful in a small file says little', 10, 10],
    ['11 of 220: exactly 5 %', 209, 11],
  ])('%s are taken', async (_, good, bad) => {
    const { files } = await read({ Enrollment: enrollments(good, bad) });
    expect(files['Enrollment.csv']).toEqual({ rows: good + bad, kept: good, deleted: 0, refused: bad });
  });

  test.each([
    ['11 of 219: over 5 %', 208, 11],
    ['11 of 11', 0, 11],
  ])('%s refuse the export', async (_, good, bad) => {
    const { code, message } = await refusal(read({ Enrollment: enrollments(good, bad) }));
    expect(code).toBe('ImportRefused');
    expect(message).toBe(
      `Enrollment.csv: ${bad} of ${good + bad} rows cannot be used, over 5 %. The first: line ${good + 2}, EntryDate is blank. Export again, or mend the file.`,
    );
  });

  test('and good and deleted ones add up in every file', async () => {
    const mixed = Object.fromEntries(
      [...OF_ENROLLMENT, ...OF_PROJECT].map((file) => [
        file,
        [{}, { EnrollmentID: 'E9', ProjectID: 'PR9' }, { ...DELETED }, { ...DELETED, EnrollmentID: 'E9' }],
      ]),
    ) as ExportRows;
    const { files } = await read(mixed);
    for (const [file, { rows, kept, deleted, refused }] of Object.entries(files)) {
      expect(kept + deleted + refused, file).toBe(rows);
    }
    expect(files['Services.csv']).toEqual({ rows: 4, kept: 1, deleted: 2, refused: 1 });
    expect(files['Funder.csv']).toEqual({ rows: 4, kept: 1, deleted: 2, refused: 1 });
  });
});

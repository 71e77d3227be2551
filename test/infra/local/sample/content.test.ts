import { describe, expect, test } from 'vitest';
import type { CsvFile } from '../../../../functions/importer/csv-files.ts';
import { CSV_FILES, headerOf } from '../../../../functions/importer/csv-files.ts';
import { HOSTILE_NAMES } from '../../../../infra/local/sample/names.ts';
import type { Row, Value } from '../../../../infra/local/sample/row.ts';
import { sampleFiles } from '../../../../infra/local/sample/sample.ts';
import { isCalendarDate } from '../../../../shared/dates.ts';
import { rowsOf } from './rows-of.ts';

const sample = rowsOf({ clients: 1500, seed: 3, format: 'FY2026' });
const older = rowsOf({ clients: 300, seed: 3, format: 'FY2024' });

function valuesOf(file: CsvFile, field: string): Set<Value> {
  return new Set(sample[file].map((row) => row[field] ?? null));
}

function share(rows: readonly Row[], test: (row: Row) => boolean): number {
  return rows.filter(test).length / rows.length;
}

function idsOf(file: CsvFile, field: string): Value[] {
  return sample[file].map((row) => row[field] ?? null);
}

describe('the ids of a sample are whole', () => {
  const KEYS: Partial<Record<CsvFile, string>> = {
    CurrentLivingSituation: 'CurrentLivingSitID',
    AssessmentQuestions: 'AssessmentQuestionID',
    AssessmentResults: 'AssessmentResultID',
    Client: 'PersonalID',
  };

  test.each(CSV_FILES)('%s has no id twice', (file) => {
    expect(valuesOf(file, KEYS[file] ?? `${file}ID`).size).toBe(sample[file].length);
  });

  test.each(CSV_FILES)('%s has only fields of its header, in both formats', (file) => {
    const fields = (rows: readonly Row[]) => new Set(rows.flatMap((row) => Object.keys(row)));
    expect([...fields(sample[file])].filter((field) => !headerOf(file, 'FY2026').includes(field))).toEqual([]);
    expect([...fields(older[file])].filter((field) => !headerOf(file, 'FY2024').includes(field))).toEqual([]);
  });

  test.each<[string, CsvFile]>([
    ['EnrollmentID', 'Enrollment'],
    ['PersonalID', 'Client'],
    ['ProjectID', 'Project'],
    ['OrganizationID', 'Organization'],
    ['UserID', 'User'],
    ['AssessmentID', 'Assessment'],
    ['ExportID', 'Export'],
  ])('every %s is one of %s.csv', (field, file) => {
    const known = valuesOf(file, field);
    const others = CSV_FILES.filter((name) => headerOf(name, 'FY2026').includes(field));
    expect(others.flatMap((name) => idsOf(name, field)).filter((id) => !known.has(id))).toEqual([]);
  });

  test('an affiliated project is one of Project.csv', () => {
    expect(valuesOf('Project', 'ProjectID')).toContain(sample.Affiliation[0]?.ResProjectID);
  });

  test('a record of an enrollment is its person’s', () => {
    const person = new Map(sample.Enrollment.map((row) => [row.EnrollmentID, row.PersonalID]));
    const records = CSV_FILES.flatMap((file) => sample[file]).filter((row) => row.EnrollmentID !== undefined);
    expect(records.filter((row) => row.PersonalID !== person.get(row.EnrollmentID ?? null))).toEqual([]);
  });

  test('no record that stands hangs on one that is deleted', () => {
    const gone = (file: CsvFile, field: string) =>
      new Set(sample[file].filter((row) => row.DateDeleted).map((row) => row[field]));
    const [enrollments, assessments] = [gone('Enrollment', 'EnrollmentID'), gone('Assessment', 'AssessmentID')];
    const standing = CSV_FILES.flatMap((file) => sample[file]).filter((row) => !row.DateDeleted);
    expect(enrollments.size).toBeGreaterThan(3);
    expect(standing.filter((row) => row.EnrollmentID && enrollments.has(row.EnrollmentID))).toEqual([]);
    expect(standing.filter((row) => row.AssessmentID && assessments.has(row.AssessmentID))).toEqual([]);
  });

  test('a household is in one project', () => {
    const pairs = new Set(sample.Enrollment.map((row) => `${row.HouseholdID} ${row.ProjectID}`));
    expect(pairs.size).toBe(valuesOf('Enrollment', 'HouseholdID').size);
  });

  test('no enrollment has two exits', () => {
    expect(new Set(idsOf('Exit', 'EnrollmentID')).size).toBe(sample.Exit.length);
  });
});

test('families drawn anew for each file, as in a sample of over 5,000 clients, are the ones that a smaller one keeps', () => {
  const exits = (clients: number) => {
    const files = sampleFiles({ clients, seed: 2, format: 'FY2026' });
    return [...(files.find(({ file }) => file === 'Exit')?.rows ?? [])].slice(0, 4000);
  };
  expect(exits(5001)).toEqual(exits(5000));
});

describe('a sample is like a real export', () => {
  const entry = new Map(sample.Enrollment.map((row) => [row.EnrollmentID, row.EntryDate]));
  const exit = new Map(sample.Exit.map((row) => [row.EnrollmentID, row.ExitDate]));

  test('it has as many clients as asked for, and 1.1 to 1.2 enrollments each', () => {
    expect(sample.Client).toHaveLength(1500);
    expect(sample.Enrollment.length / sample.Client.length).toBeGreaterThan(1.1);
    expect(sample.Enrollment.length / sample.Client.length).toBeLessThan(1.2);
  });

  test('about a fifth of the enrollments is open', () => {
    const open = 1 - sample.Exit.length / sample.Enrollment.length;
    expect(open).toBeGreaterThan(0.17);
    expect(open).toBeLessThan(0.27);
  });

  test('it has projects of every type and both kinds of rapid re-housing, each with enrollments', () => {
    expect([...valuesOf('Project', 'ProjectType')].sort((a, b) => Number(a) - Number(b))).toEqual([
      0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14,
    ]);
    expect(valuesOf('Project', 'RRHSubType')).toEqual(new Set([null, 1, 2]));
    const used = valuesOf('Enrollment', 'ProjectID');
    for (const { ProjectID } of sample.Project) expect(used).toContain(ProjectID);
  });

  test.each([
    [35, 7],
    [45, 6],
    [21, 4],
    [21, 6],
    [56, 10],
    [20, 3],
    [33, 13],
  ])('funder %i pays for a project of type %i', (funder, type) => {
    const projects = new Set(sample.Project.filter((row) => row.ProjectType === type).map((row) => row.ProjectID));
    const funded = sample.Funder.filter((row) => row.Funder === funder);
    expect(funded.some((row) => projects.has(row.ProjectID ?? null))).toBe(true);
  });

  test('an FY 2024 export has no funder that is new in FY 2026', () => {
    expect(older.Funder.map((row) => row.Funder)).not.toContain(56);
  });

  test('one organization is a victim service provider, and has clients', () => {
    const [provider, ...more] = sample.Organization.filter((row) => row.VictimServiceProvider === 1);
    expect(more).toEqual([]);
    const projects = sample.Project.filter((row) => row.OrganizationID === provider?.OrganizationID);
    expect(projects.length).toBeGreaterThan(0);
    for (const { ProjectID } of projects) expect(valuesOf('Enrollment', 'ProjectID')).toContain(ProjectID);
  });

  test('every element of HUD’s data quality tests has missing and refused answers', () => {
    for (const field of ['NameDataQuality', 'SSNDataQuality', 'DOBDataQuality', 'RaceNone', 'VeteranStatus'])
      for (const code of [8, 9, 99]) expect(valuesOf('Client', field)).toContain(code);
    for (const field of ['LivingSituation', 'LengthOfStay', 'TimesHomelessPastThreeYears', 'DisablingCondition'])
      for (const code of [8, 9, 99]) expect(valuesOf('Enrollment', field)).toContain(code);
    for (const code of [8, 9, 30, 99]) expect(valuesOf('Exit', 'Destination')).toContain(code);
    for (const code of [8, 9, 99]) expect(valuesOf('IncomeBenefits', 'IncomeFromAnySource')).toContain(code);
    expect(valuesOf('Enrollment', 'RelationshipToHoH')).toContain(99);
    expect(sample.Enrollment.some((row) => row.RelationshipToHoH === 1 && row.EnrollmentCoC === null)).toBe(true);
  });

  test('stage 1 is dated on the entry, stage 3 on the exit, and nothing before the entry', () => {
    const files = ['IncomeBenefits', 'HealthAndDV', 'Disabilities', 'EmploymentEducation'] as const;
    const wrong = files
      .flatMap((file) => sample[file])
      .filter(({ EnrollmentID, DataCollectionStage, InformationDate }) => {
        const date = String(InformationDate);
        if (DataCollectionStage === 1) return date !== entry.get(EnrollmentID);
        if (DataCollectionStage === 3) return date !== exit.get(EnrollmentID);
        return date < String(entry.get(EnrollmentID));
      });
    expect(wrong).toEqual([]);
    expect(valuesOf('IncomeBenefits', 'DataCollectionStage')).toEqual(new Set([1, 2, 3, 5]));
    expect(valuesOf('HealthAndDV', 'DataCollectionStage')).not.toContain(5);
  });

  test('bed nights are night-by-night shelters’ alone, and but for an odd household before the exit day', () => {
    const type = new Map(sample.Project.map((row) => [row.ProjectID, row.ProjectType]));
    const project = new Map(sample.Enrollment.map((row) => [row.EnrollmentID, row.ProjectID]));
    const nights = sample.Services.filter((row) => row.RecordType === 200);
    expect(nights.length).toBeGreaterThan(500);
    expect(nights.filter((row) => type.get(project.get(row.EnrollmentID)) !== 1)).toEqual([]);
    const late = nights.filter((row) => String(row.DateProvided) >= String(exit.get(row.EnrollmentID) ?? '9999'));
    expect(late.map((row) => row.EnrollmentID)).toEqual(['odd_bed_night_on_exit_day_1']);
  });

  test('some records are deleted, some late, a few entered before they happened', () => {
    expect(share(sample.Enrollment, (row) => Boolean(row.DateDeleted))).toBeGreaterThan(0.002);
    expect(share(sample.Enrollment, (row) => Boolean(row.DateDeleted))).toBeLessThan(0.03);
    const days = (row: Row) =>
      (Date.parse(String(row.DateCreated).slice(0, 10)) - Date.parse(String(row.EntryDate))) / 86_400_000;
    expect(share(sample.Enrollment, (row) => days(row) < 0)).toBeGreaterThan(0.002);
    expect(share(sample.Enrollment, (row) => days(row) < 0)).toBeLessThan(0.08);
    expect(share(sample.Enrollment, (row) => days(row) === 0)).toBeGreaterThan(0.25);
    expect(share(sample.Enrollment, (row) => days(row) > 10)).toBeGreaterThan(0.05);
  });

  test('nothing is entered after the export ends', () => {
    const created = CSV_FILES.flatMap((file) => idsOf(file, 'DateCreated'));
    expect(created.filter((time) => String(time ?? '').slice(0, 10) > '2026-09-30')).toEqual([]);
  });

  test('every date exists, and every time is a date and a time of day', () => {
    const values = CSV_FILES.flatMap((file) => {
      const fields = headerOf(file, 'FY2026').filter((name) => name === 'DOB' || name.includes('Date'));
      return fields.flatMap((field) => [...valuesOf(file, field)]);
    });
    const isTime = (text: string) => /^ ([01]\d|2[0-3])(:[0-5]\d){2}$/.test(text);
    const wrong = values.filter((value) => {
      if (value === null) return false;
      const text = String(value);
      return !isCalendarDate(text.slice(0, 10)) || (text.length > 10 && !isTime(text.slice(10)));
    });
    expect(wrong).toEqual([]);
  });
});

describe('nobody in a sample exists', () => {
  test('no Social Security number could have been issued', () => {
    const issued = sample.Client.filter((row) => typeof row.SSN === 'string');
    expect(issued.length).toBeGreaterThan(800);
    for (const row of issued) expect(row.SSN).toMatch(/^(000|666|9\d\d)\d{6}$|^xxxxx\d{4}$/);
  });

  test('phones are 555-01xx, mail goes to example.org, CoC codes are in no state', () => {
    for (const row of sample.User) {
      expect(row.UserPhone).toMatch(/^21455501\d\d$/);
      expect(row.UserEmail).toMatch(/@example\.org$/);
    }
    for (const row of sample.ProjectCoC) expect(row.CoCCode).toMatch(/^XX-5\d\d$/);
  });

  test('the hostile names are there, each once, in the smallest sample too', () => {
    for (const { Client } of [sample, rowsOf({ clients: 100, seed: 5, format: 'FY2026' })]) {
      const names = Client.map((row) => `${row.FirstName} | ${row.LastName}`);
      expect(names).toEqual(expect.arrayContaining(HOSTILE_NAMES.map(([first, last]) => `${first} | ${last}`)));
      expect(Client.filter((row) => row.FirstName === 'May 3')).toHaveLength(1);
    }
  });

  test('no text has a character that an HMIS CSV may not have', () => {
    const values = CSV_FILES.flatMap((file) => sample[file].flatMap((row) => Object.values(row)));
    expect(values.filter((value) => /[<>[\]{}]/.test(String(value)))).toEqual([]);
  });
});

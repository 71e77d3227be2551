import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Cell } from '../../shared/column.ts';
import { addDays, calendarDate } from '../../shared/dates.ts';
import { type FileKind, type FileRow, type Validation, validate } from '../functions/files/apr/validation.ts';
import { type ExportInHand, readInMemory } from '../functions/importer/reading.ts';
import { DEPARTURES } from './apr-departures.ts';

/**
 * Against HUD Data Lab's own APR program over a real, anonymised export, which lies beside the repository on some
 * machines and never in it: cell by cell and client by client, the validation files give Q5a, Q6a to Q6f and Q16. Where
 * they don't, docs/decisions/hud-departures.md says by which sentence of HUD's.
 */

const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const EXPECTED = `${DATA}expected/`;
const RANGE = { from: calendarDate('2021-10-01'), to: calendarDate('2022-09-30') };
const TABLES = ['Q5a', 'Q6a', 'Q6b', 'Q6c', 'Q6d', 'Q6e', 'Q6f', 'Q16'] as const;
const LETTERS = 'BCDEFGH';

/** HUD's words for our classes and ranges, where they differ. */
const OURS: Readonly<Record<string, string>> = {
  OK: 'OK',
  Missing: 'Information Missing',
  'Information.Missing': 'Information Missing',
  'Data.Issues': 'Data Issues',
  'DK/PNTA': "Client Doesn't Know/Prefers Not to Answer",
  'Client.Does.Not.Know.or.Prefers.Not.to.Answer': "Client Doesn't Know/Prefers Not to Answer",
  'Data.Not.Collected': 'Data Not Collected',
  'No Annual Required': 'Not yet required',
  'Required Annual Missing': 'Required, missing',
};

type HudRow = Readonly<Record<string, string>>;

async function hudRows(project: string, question: string): Promise<HudRow[]> {
  return parse(await readFile(`${EXPECTED}${project}/${question}_detail.csv`), { columns: true });
}

/** A table's cells by their letter and number; blank ones are left out. */
async function hudCells(project: string, question: string): Promise<[cell: string, value: number][]> {
  const rows: string[][] = parse(await readFile(`${EXPECTED}${project}/${question}.csv`), { from_line: 2 });
  return rows.flatMap(([, ...values], i) =>
    values.flatMap((value, j): [string, number][] =>
      value === '' ? [] : [[`${question}:${LETTERS[j]}${i + 2}`, Number(value)]],
    ),
  );
}

/** HUD's order of facts must not matter: by EnrollmentID. */
function byId<T>(rows: readonly T[], facts: (row: T) => readonly Cell[]): (readonly Cell[])[] {
  return rows.map(facts).toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
}

function numberOf(text: string | undefined): number | null {
  return text === undefined || text === '' ? null : Number(text);
}

function textOf(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : (OURS[text] ?? text);
}

if (existsSync(EXPECTED)) {
  let real: ExportInHand;
  beforeAll(async () => {
    real = await readInMemory(await readFile(`${DATA}demo-fy2026.zip`));
  });

  describe.each(readdirSync(EXPECTED))('project %s of the real export', (project) => {
    let ours: Validation;
    beforeAll(() => {
      const own = real.slices.filter((slice) => slice.project.ProjectID === project);
      ours = validate(own, RANGE, real.facts);
    });

    /** The classes of an element by EnrollmentID, of those who are asked for it. */
    const classes = (element: string) =>
      new Map(
        ours
          .rows('Data_Quality')
          .filter((row) => row.Element === element)
          .map((row) => [row.EnrollmentID, row.Class]),
      );

    it.each(TABLES)('gives the cells of %s, but where HUD’s words say otherwise', async (table) => {
      for (const [cell, value] of await hudCells(project, table)) {
        // No file holds income at exit.
        if (cell.startsWith('Q16:D')) continue;
        const total = ours.total(cell);
        // Cells that HUD's form greys out, its program fills with zero.
        if (total === undefined) expect([cell, value]).toEqual([cell, 0]);
        else expect([cell, total]).toEqual([cell, DEPARTURES[project]?.[cell] ?? Number(value.toFixed(4))]);
      }
    });

    it('departs from HUD’s program in the listed cells alone', async () => {
      const theirs = new Map((await Promise.all(TABLES.map((table) => hudCells(project, table)))).flat());
      for (const [cell, value] of Object.entries(DEPARTURES[project] ?? {})) {
        expect([cell, theirs.get(cell)?.toFixed(4)]).not.toEqual([cell, value.toFixed(4)]);
      }
    });

    it('counts the same clients, each in the same groups of Q5a', async () => {
      const theirs = await hudRows(project, 'Q5a');
      const rows = ours.rows('Client').filter(({ IncludedInAPR }) => IncludedInAPR === 'Yes');
      const groups: Readonly<Record<string, string>> = {
        Adults: 'Adult',
        Children: 'Child',
        'Data.Not.Collected': 'Unknown',
      };
      expect(
        byId(rows, (row) => [
          row.EnrollmentID ?? null,
          row.PersonalID ?? null,
          row.Age ?? null,
          row.AgeGroup ?? null,
          row.ExitDate ?? null,
          row.Veteran ?? null,
          row.ChronicallyHomeless ?? null,
          row.IncludedInDataQuality ?? null,
        ]),
      ).toEqual(
        byId(theirs, (row) => [
          row.EnrollmentID ?? null,
          row.PersonalID ?? null,
          numberOf(row.age),
          groups[row.age_group ?? ''] ?? null,
          textOf(row.ExitDate),
          row.age_group === 'Adults' && row.VeteranStatus === '1' ? 'Yes' : 'No',
          row.chronic === 'Y' ? 'Yes' : 'No',
          row.IncludedInDQ === 'TRUE' ? 'Yes' : 'No',
        ]),
      );
    });

    it.each([
      ['Name', 'Name_DQ'],
      ['DOB', 'DOB_DQ'],
      ['RaceEthnicity', 'Race_DQ'],
    ])('judges %s of each client as HUD does', async (element, column) => {
      const theirs = await hudRows(project, 'Q6a');
      expect([...classes(element)].toSorted()).toEqual(
        theirs.map((row) => [row.EnrollmentID, textOf(row[column])]).toSorted(),
      );
    });

    it('judges each SSN as HUD does, but those that are hashes', async () => {
      const own = classes('SSN');
      for (const row of await hudRows(project, 'Q6a')) {
        const judged = own.get(row.EnrollmentID ?? null);
        if (row.SSN_DQ === 'Data.Issues') expect(judged).toBe('Hashed: cannot be judged');
        else expect(judged).toBe(textOf(row.SSN_DQ));
      }
    });

    it('judges the CoC and the disabling condition of each client as HUD does', async () => {
      const theirs = await hudRows(project, 'Q6b');
      const [coc, disabling] = [classes('EnrollmentCoC'), classes('DisablingCondition')];
      for (const { EnrollmentID = '', RelationshipToHoH, ...row } of theirs) {
        if (RelationshipToHoH === '1') {
          const isBlank = row.EnrollmentCoC === '';
          const expected = isBlank ? 'Information Missing' : row.CoC_Valid === 'TRUE' ? 'OK' : 'Data Issues';
          expect([EnrollmentID, coc.get(EnrollmentID)]).toEqual([EnrollmentID, expected]);
        }
        const isDenied = row.DisablingCondition === '0' && row.Disability_Check === 'TRUE';
        expect([EnrollmentID, disabling.get(EnrollmentID) === 'Data Issues']).toEqual([EnrollmentID, isDenied]);
      }
    });

    it.each([
      ['Destination', 'Destination.3.12'],
      ['IncomeFromAnySource at start', 'Income.and.Sources.4.02.at.Start'],
      ['IncomeFromAnySource at annual assessment', 'Income.and.Sources.4.02.at.Annual.Assessment'],
      ['IncomeFromAnySource at exit', 'Income.and.Sources.4.02.at.Exit'],
    ])('judges %s of each client as HUD does', async (element, column) => {
      const own = classes(element);
      for (const row of await hudRows(project, 'Q6c')) {
        const judged = own.get(row.EnrollmentID ?? null) ?? 'OK';
        expect([row.EnrollmentID, judged]).toEqual([row.EnrollmentID, textOf(row[column]) ?? 'OK']);
      }
    });

    it('asks the same clients for chronic homelessness, and misses the same of each', async () => {
      const theirs = await hudRows(project, 'Q6d');
      const own = ours.rows('Data_Quality').filter(({ Question }) => Question === 'Q6d');
      const cells = (id: Cell | undefined) =>
        own.flatMap((row) => (row.EnrollmentID === id && row.Cell ? [String(row.Cell).charAt(0)] : [])).toSorted();
      const flags = {
        missing_institution: 'C',
        missing_housing: 'D',
        missing_date: 'E',
        missing_times: 'F',
        missing_months: 'G',
      };
      expect([...new Set(own.map(({ EnrollmentID }) => EnrollmentID))].toSorted()).toEqual(
        theirs.map(({ EnrollmentID }) => EnrollmentID).toSorted(),
      );
      for (const row of theirs) {
        const missing = Object.entries(flags).flatMap(([flag, column]) => (row[flag] === 'TRUE' ? [column] : []));
        expect([row.EnrollmentID, cells(row.EnrollmentID)]).toEqual([row.EnrollmentID, missing]);
      }
    });

    it('times each start and exit to the same day and band', async () => {
      const own = new Map(ours.rows('Timeliness').map((row) => [`${row.RecordType} ${row.EnrollmentID}`, row]));
      const theirs = (await hudRows(project, 'Q6e')).flatMap(({ EnrollmentID, ...row }) => [
        ...(row.days_for_entry === ''
          ? []
          : [[`Project start ${EnrollmentID}`, numberOf(row.days_for_entry), row.TimeForEnrollmentEntry]]),
        ...(row.days_for_exit === ''
          ? []
          : [[`Project exit ${EnrollmentID}`, numberOf(row.days_for_exit), row.TimeForExitEntry]]),
      ]);
      expect([...own].map(([id, row]) => [id, row.DaysToEnter, row.TimeForRecordEntry]).toSorted()).toEqual(
        theirs.toSorted(),
      );
    });

    it('finds the same open records, and the same of them inactive', async () => {
      const theirs = await hudRows(project, 'Q6f');
      const since = addDays(RANGE.to, -90);
      const isActive = (date: string | undefined) => date !== undefined && date !== '' && date >= since;
      const own = ours.rows('Data_Quality').filter(({ Question }) => Question === 'Q6f');
      expect(byId(own, (row) => [row.EnrollmentID ?? null, row.Class ?? null])).toEqual(
        byId(theirs, (row) => [
          row.EnrollmentID ?? null,
          isActive(row.InformationDate) || isActive(row.DateProvided) ? 'OK' : 'Inactive Record',
        ]),
      );
    });

    it('gives each adult the same total income and range, at start and at the annual assessment', async () => {
      const theirs = await hudRows(project, 'Q16');
      const isAdult = ({ AgeGroup }: FileRow) => AgeGroup === 'Adult';
      const own = new Map(ours.rows('Annual').map((row) => [row.EnrollmentID, row]));
      expect(own.size).toBe(theirs.length);
      for (const hud of theirs) {
        const row = own.get(hud.EnrollmentID ?? null) ?? {};
        if (!isAdult(row)) {
          expect([row.IncomeRange, row.AnnualIncomeRange]).toEqual([null, null]);
          continue;
        }
        const isStayer = row.LeaverOrStayer === 'Stayer';
        expect([hud.EnrollmentID, row.IncomeRange, row.TotalMonthlyIncome]).toEqual([
          hud.EnrollmentID,
          textOf(hud.entry_total_income_group),
          numberOf(hud.entry_calculated_total_income),
        ]);
        expect([hud.EnrollmentID, row.AnnualIncomeRange, row.AnnualTotalMonthlyIncome]).toEqual([
          hud.EnrollmentID,
          isStayer ? textOf(hud.annual_total_income_group) : null,
          isStayer ? numberOf(hud.annual_calculated_total_income) : null,
        ]);
      }
    });

    it('ties each total to the rows of its file', () => {
      for (const [cell, file, filter] of RECOUNTS) {
        expect([cell, ours.rows(file).filter(filter).length]).toEqual([cell, ours.total(cell)]);
      }
    });
  });

  describe.each([
    ['the year of HUD’s answers', RANGE],
    ['two years', { from: calendarDate('2020-10-01'), to: calendarDate('2022-09-30') }],
    ['a month', { from: calendarDate('2021-02-01'), to: calendarDate('2021-02-28') }],
  ])('all projects of the real export at once, over %s', (_, range) => {
    let all: Validation;
    beforeAll(() => {
      all = validate(real.slices, range, real.facts);
    });
    const sum = (...cells: string[]) => cells.reduce((total, cell) => total + (all.total(cell) ?? Number.NaN), 0);

    it('has one row a person in the APR, and one in data quality', () => {
      for (const column of ['IncludedInAPR', 'IncludedInDataQuality']) {
        const persons = all.rows('Client').flatMap((row) => (row[column] === 'Yes' ? [row.PersonalID] : []));
        expect(new Set(persons).size).toBe(persons.length);
      }
      expect(all.total('Q5a:C2')).toBeGreaterThan(0);
    });

    it('has totals that agree with each other, as HUD’s forms check them', () => {
      for (const column of ['B', 'C']) {
        const of = (...rows: number[]) => sum(...rows.map((row) => `Q5a:${column}${row}`));
        expect([of(3, 4, 5), of(6, 9)]).toEqual([of(2), of(2)]);
      }
      expect(all.total('Q16:B14')).toBe(all.total('Q5a:C3'));
      expect(all.total('Q16:C14')).toBe(all.total('Q5a:C10'));
      expect(all.total('Q6d:B7')).toBeLessThanOrEqual(sum('Q5a:B3', 'Q5a:B16'));
      expect(sum(...[2, 3, 4, 5, 6, 7].map((row) => `Q6e:C${row}`))).toBeLessThanOrEqual(sum('Q5a:B6'));
    });

    it('ties each cell of Q6a to Q6d, and each range of Q16, to the rows that name it', () => {
      const named = Map.groupBy(all.rows('Data_Quality'), ({ Question, Cell }) => `${Question}:${Cell}`);
      for (const { table, cell, value, how } of all.totals) {
        if (how.includes(`Cell ${cell}`))
          expect([table, cell, named.get(`${table}:${cell}`)?.length ?? 0]).toEqual([table, cell, value]);
      }
      for (const { cell, value, how } of all.totals.filter(
        (total) => total.table === 'Q16' && !total.cell.endsWith('14'),
      )) {
        const [, key, words] = /^rows with (\w+) (.*)$/.exec(how) ?? [];
        expect([cell, all.rows('Annual').filter((row) => row[key ?? ''] === words).length]).toEqual([cell, value]);
      }
    });
  });
} else {
  it('is asked where HUD’s answers lie beside the repository, which they do not here', ({ skip }) => skip());
}

/** As a person would count a total again in a worksheet. */
const RECOUNTS: readonly [cell: string, file: FileKind, filter: (row: FileRow) => boolean][] = [
  ['Q5a:C2', 'Client', (row) => row.IncludedInAPR === 'Yes'],
  [
    'Q5a:B10',
    'Client',
    (row) => row.IncludedInDataQuality === 'Yes' && row.Stayer === 'Yes' && row.AgeGroup === 'Adult',
  ],
  ['Q5a:C17', 'Client', (row) => row.IncludedInAPR === 'Yes' && row.Stayed365DaysOrMore === 'Yes'],
  ['Q6b:C6', 'Data_Quality', (row) => row.Question === 'Q6b' && row.Cell === 'C6'],
  ['Q6c:E4', 'Data_Quality', (row) => row.Element === 'IncomeFromAnySource at annual assessment' && row.Cell !== null],
  ['Q6e:C2', 'Timeliness', (row) => row.RecordType === 'Project exit' && row.TimeForRecordEntry === '< 0 days'],
  ['Q16:C12', 'Annual', (row) => row.AnnualIncomeRange === 'Not yet required'],
  [
    'Q16:C12',
    'Annual',
    (row) => row.LeaverOrStayer === 'Stayer' && row.AgeGroup === 'Adult' && row.RequiredAnnual === 'No',
  ],
  [
    'Q16:C13',
    'Annual',
    (row) => row.AgeGroup === 'Adult' && row.RequiredAnnual === 'Yes' && row.AnnualAssessmentDate === null,
  ],
  ['Q16:C14', 'Annual', (row) => row.LeaverOrStayer === 'Stayer' && row.AgeGroup === 'Adult'],
];

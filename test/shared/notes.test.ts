import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../shared/dates.ts';
import { runNotes } from '../../shared/notes.ts';
import { type Parameters, parameter, resolveParameters } from '../../shared/parameter.ts';
import { type AnyReport, defineReport, type RunFacts } from '../../shared/report.ts';
import type { SnapshotFacts } from '../../shared/snapshot.ts';
import { SNAPSHOT, VISITS } from '../addin/service/scripted-service.ts';

const RUN: RunFacts = {
  snapshot: SNAPSHOT,
  rows: 1_234,
  piiHidden: true,
  withheldProjects: 0,
  withheldPersons: null,
  names: {},
};
const DATES = { from: '2025-01-01', to: '2025-01-31' };

function notesOf(sent: object = {}, run: Partial<RunFacts> = {}, report: AnyReport = VISITS): string[] {
  const params = resolveParameters(report.parameters, { ...DATES, ...sent }, calendarDate('2025-09-30'));
  return runNotes(report, params, { counted: 7 }, { ...RUN, ...run });
}

describe('the notes of a run', () => {
  it('come in their order: rule, what was asked, the export, rows, what was left out', () => {
    expect(notesOf({ projects: ['109'] }, { withheldProjects: 2, withheldPersons: 15 })).toEqual([
      'Counted: 7.',
      'Asked for: From: 2025-01-01; To: 2025-01-31; Kind: Any kind; Bands: Band A; Projects: 109; Heads of household only: No; Standard days: 3.',
      'Not narrowed by: PersonalID.',
      'Data: HMIS CSV export (FY 2026) of 2025-10-14, 2021-10-01 to 2025-09-30, from Sample HMIS; snapshot 20251014-0123456789abcdef.',
      'Rows: 1,234.',
      'Personal data is hidden; left empty: LastName.',
      '2 projects of victim service providers, with 15 people, were left out: only their own organizations see them.',
    ]);
  });

  it('name the ids that were asked for', () => {
    const names = { 'projects:109': 'Harbor House', 'projects:110': '110', 'organizations:7': 'Not a project' };
    expect(notesOf({ projects: ['109', '110', '7'] }, { names }).join()).toContain(
      'Projects: Harbor House (109), 110, 7;',
    );
  });

  it('name the first 40 of a long list and count the rest', () => {
    const projects = Array.from({ length: 1_000 }, (_, i) => String(10_000 + i));
    const asked = notesOf({ projects }).find((note) => note.startsWith('Asked for'));
    expect(asked).toContain('10039 and 960 more;');
    expect(asked).not.toContain('10040');
  });

  it('say “none” of a list of choices that adds to the report, and nothing of one that narrows it', () => {
    const options = { nights: 'Bed nights' };
    const parameters: Parameters = {
      more: parameter.choices({ label: 'Also', options, default: [], adds: true }),
      only: parameter.choices({ label: 'Only', options, default: [] }),
    };
    const report = { ...VISITS, parameters, notes: () => [], check: undefined } as unknown as AnyReport;
    const params = resolveParameters(parameters, {}, calendarDate('2025-09-30'));
    expect(runNotes(report, params, {}, RUN).slice(0, 2)).toEqual(['Asked for: Also: none.', 'Not narrowed by: Only.']);
  });

  it.each([
    [['a', 'b', 'c', 'd'], 'all'],
    [['a', 'b', 'd'], 'all but C'],
    [['d', 'a'], 'A, D'],
  ])('say of the options %j: %s', (only, words) => {
    const parameters: Parameters = {
      only: parameter.choices({ label: 'Only', options: { a: 'A', b: 'B', c: 'C', d: 'D' }, default: [] }),
    };
    const report = { ...VISITS, parameters, notes: () => [], check: undefined } as unknown as AnyReport;
    expect(runNotes(report, { only }, {}, RUN)[0]).toBe(`Asked for: Only: ${words}.`);
  });

  it('say nothing of a parameter that plays no part, and do not warn of its date', () => {
    const parameters: Parameters = {
      mode: parameter.choice({ label: 'Mode', options: { now: 'Now', range: 'A range' }, default: 'now' }),
      from: parameter.date({ label: 'From', onlyWhen: { parameter: 'mode', is: ['range'] } }),
    };
    const report = { ...VISITS, parameters, notes: () => [], check: undefined } as unknown as AnyReport;
    const notesWith = (mode: string) =>
      runNotes(
        report,
        resolveParameters(parameters, { mode, from: '1999-01-01' }, calendarDate('2025-09-30')),
        {},
        RUN,
      );
    expect(notesWith('now').join()).not.toContain('From');
    expect(notesWith('range')[0]).toContain('Warning: From 1999-01-01');
    expect(notesWith('range').join()).toContain('Mode: A range; From: 1999-01-01');
  });

  it('say which personal columns are shown', () => {
    expect(notesOf({}, { piiHidden: false })).toContain('Personal data is shown: LastName.');
  });

  it('say nothing of personal columns where a report has none', () => {
    const report: AnyReport = defineReport({
      ...VISITS,
      columns: VISITS.columns.filter((column) => !column.pii),
    });
    expect(notesOf({}, {}, report).join()).not.toContain('Personal data');
  });

  it('give no number of people where there are fewer than 11', () => {
    expect(notesOf({}, { withheldProjects: 1 }).at(-1)).toBe(
      '1 project of a victim service provider was left out: only their own organizations see them.',
    );
  });

  it('say that names of a hashed export cannot be read', () => {
    expect(notesOf({}, { snapshot: { ...SNAPSHOT, hashed: true } }).at(-1)).toMatch(/^Names and SSNs are hashed/);
  });

  it('leave out what no parameter narrows', () => {
    const report = defineReport<Parameters>({ ...VISITS, parameters: { kind: VISITS.parameters.kind } });
    const notes = runNotes(report, { kind: 'first' }, {}, RUN);
    expect(notes).toContain('Asked for: Kind: First visits.');
    expect(notes.join()).not.toContain('Not narrowed');
  });
});

describe('the warning of dates outside the export', () => {
  const period: Partial<SnapshotFacts> = {
    exportStartDate: calendarDate('2021-10-01'),
    exportEndDate: calendarDate('2025-09-30'),
  };
  it.each([
    ['the day before the export starts', '2021-09-30', 'From 2021-09-30 lies'],
    ['its first day', '2021-10-01', undefined],
    ['its last day', '2025-09-30', undefined],
    ['the day after its end', '2025-10-01', 'From 2025-10-01 and To 2025-10-01 lie'],
  ])('on %s', (_, from, warning) => {
    const to = from > '2025-09-30' ? from : '2025-09-30';
    const [first] = notesOf({ from, to }, { snapshot: { ...SNAPSHOT, ...period } });
    if (warning) {
      expect(first).toBe(
        `Warning: ${warning} outside the export (2021-10-01 to 2025-09-30): records outside it may be missing here.`,
      );
    } else expect(first).toBe('Counted: 7.');
  });

  it('is given for a date after the export was made, though its period goes on', () => {
    const snapshot = { ...SNAPSHOT, exportDate: calendarDate('2025-06-30') };
    expect(notesOf({ to: '2025-06-30' }, { snapshot })[0]).toBe('Counted: 7.');
    expect(notesOf({ to: '2025-07-01' }, { snapshot })[0]).toBe(
      'Warning: To 2025-07-01 lies outside the export (2021-10-01 to 2025-09-30, made on 2025-06-30): records outside it may be missing here.',
    );
  });
});

describe('the notes’ parameters', () => {
  it('in a report of dates alone are those dates', () => {
    const report = defineReport<Parameters>({ ...VISITS, parameters: { dueDate: parameter.date({ label: 'Due' }) } });
    expect(runNotes(report, { dueDate: '2025-03-01' }, {}, RUN)).toContain('Asked for: Due: 2025-03-01.');
  });
});

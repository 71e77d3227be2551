import { describe, expect, it } from 'vitest';
import rows from '../../../functions/reports/data-entry-timing.ts';
import { NOT_CARRIED } from '../../../shared/entry-timing/exit-dates.ts';
import { activity, funder, project } from '../hmis/enrollment.ts';
import { runOver, sliceOf } from './rows.ts';
import { exited, JANUARY, started, timing } from './timing.ts';

describe('HUD’s records', () => {
  const HUD = { universe: 'hud' };

  it('are of each client’s latest stay over all projects of the run', () => {
    const person = { PersonalID: 'P1' };
    const [first, second] = [project(), project({ ProjectID: 'PR2' })];
    const slices = [
      sliceOf([exited('E1', '2026-01-04', '2026-01-04', { ...person, EntryDate: '2026-01-02' })], { project: first }),
      sliceOf([started('E2', '2026-01-05', '2026-01-06', person)], { project: second }),
    ];
    const all = runOver(rows, slices, JANUARY);
    const hud = runOver(rows, slices, { ...JANUARY, ...HUD });
    expect([all.ids, hud.ids]).toEqual([['E1', 'E1', 'E2'], ['E2']]);
    expect(hud.notes).toContain("Records left out: 2 as not of the client's latest stay.");
    expect(hud.notes).toContain("The totals are those of the APR's Q6e for the same projects and dates.");
  });

  it('choose the latest stay among projects of the funding sources asked for', () => {
    const person = { PersonalID: 'P1' };
    const slices = [
      sliceOf([started('E1', '2026-01-02', '2026-01-02', person)], { project: project({ Funders: [funder(2)] }) }),
      sliceOf([started('E2', '2026-01-05', '2026-01-05', person)], { project: project({ ProjectID: 'PR2' }) }),
    ];
    expect(runOver(rows, slices, { ...JANUARY, ...HUD, fundingSources: ['2'] }).ids).toEqual(['E1']);
  });

  it.each([
    ['a bed night in the range', ['2026-01-10'], null, ['E1']],
    ['none', [], null, []],
    ['none, exited in the range', [], '2026-01-20', ['E1', 'E1']],
  ])('of a night-by-night shelter are of clients with %s', (_, nights, ExitDate, ids) => {
    const client = started('E1', '2026-01-05', '2026-01-05', {
      ExitDate,
      Activities: nights.map((night) => activity('bedNight', night)),
    });
    expect(timing([client], HUD, project({ ProjectType: 1 })).ids).toEqual(ids);
    expect(timing([client], {}, project({ ProjectType: 1 })).ids.length).toBe(ExitDate === null ? 1 : 2);
  });

  it.each([
    ['the day before To', '2026-01-30', true, false],
    ['on To', '2026-01-31', true, true],
    ['the day after To', '2026-02-01', false, false],
    ['never', null, false, false],
  ])('of street outreach are of clients engaged by To: %s', (_, DateOfEngagement, counts, differs) => {
    const client = started('E1', '2026-01-05', '2026-01-05', { DateOfEngagement });
    const street = project({ ProjectType: 4 });
    const { ids, notes, tally } = timing([client], HUD, street);
    expect(ids).toEqual(counts ? ['E1'] : []);
    expect(tally['leftOut:notEngaged']).toBe(counts ? undefined : 1);
    expect(notes.join().includes('1 record is of clients engaged on 2026-01-31 itself: kept')).toBe(differs);
    expect(timing([client], {}, street).ids).toEqual(['E1']);
  });

  it('take an earlier stay where the client is not engaged in the later one', () => {
    const person = { PersonalID: 'P1' };
    const people = [
      started('E1', '2026-01-02', '2026-01-02', { ...person, DateOfEngagement: '2026-01-03', ExitDate: '2026-01-04' }),
      started('E2', '2026-01-05', '2026-01-05', person),
    ];
    expect(timing(people, HUD, project({ ProjectType: 4 })).ids).toEqual(['E1', 'E1']);
  });

  it.each([
    [{}, true],
    [{ type: 'starts' }, false],
    [{ recordTypes: ['bedNights'] }, false],
    [{ users: ['U1'] }, false],
    [{ cocs: ['XX-500'] }, false],
  ])('with %j are Q6e’s totals: %s', (params, asQ6e) => {
    const said = timing([], { ...HUD, ...params }).notes.join();
    expect(said.includes("The totals are those of the APR's Q6e")).toBe(asQ6e);
    expect(said.includes("The totals are not those of the APR's Q6e")).toBe(!asQ6e);
  });
});

describe('an export that carries the enrollment’s day for the exit', () => {
  const people = (copied: number, own: number) =>
    Array.from({ length: copied + own }, (_, i) =>
      exited(`E${i}`, '2026-01-20', i < copied ? '2026-01-25' : '2026-01-26', { DateCreated: '2026-01-25' }),
    );
  const remarkOf = ({ summary }: ReturnType<typeof timing>) =>
    summary?.rows.find((row) => row[0] === 'Project' && row[4] === 'Project exit')?.at(-1);

  it.each([
    ['9 of 9', 9, 0, false],
    ['10 of 10', 10, 0, true],
    ['8 of 10', 8, 2, true],
    ['7 of 10', 7, 3, false],
    ['79 of 100', 79, 21, false],
    ['80 of 100', 80, 20, true],
  ])('for %s exits', (_, copied, own, lacks) => {
    const run = timing(people(copied, own));
    expect(remarkOf(run)).toBe(lacks ? NOT_CARRIED : null);
    expect(run.notes.some((note) => note.startsWith(`Warning: ${NOT_CARRIED}`))).toBe(lacks);
    expect(run.rows.map((row) => row.DaysToEnter)).toContain(5);
    if (lacks) expect(run.notes[0]).toContain('Projects where it shows: Harbor House.');
  });

  it('is told from all exits of the project, whoever entered the ones that are shown', () => {
    const few = [
      ...people(9, 0),
      exited('E9', '2026-01-20', '2026-01-25', { DateCreated: '2026-01-25', ExitUserID: 'U1' }),
    ];
    const run = timing(few, { users: ['U1'], type: 'exits' });
    expect(run.ids).toEqual(['E9']);
    expect(remarkOf(run)).toBe(NOT_CARRIED);
  });

  it('is no matter where only starts are timed', () => {
    expect(timing(people(10, 0), { type: 'starts' }).notes.join()).not.toContain(NOT_CARRIED);
  });

  it('is told over pages that hold a part of the project each', () => {
    const all = people(12, 0);
    const pages = [all.slice(0, 6), all.slice(6)].map((part) => sliceOf(part));
    const whole = runOver(rows, [sliceOf(all)], JANUARY);
    const parted = runOver(rows, pages, JANUARY);
    expect(parted.tally).toEqual(whole.tally);
    expect(parted.notes).toEqual(whole.notes);
    expect(parted.summary).toEqual(whole.summary);
  });
});

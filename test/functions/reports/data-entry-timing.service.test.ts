import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportRow } from '../../export.ts';
import { startService, type TestService } from '../../service.ts';
import { community, communityRows, NAME_MARK } from '../api/community.ts';

const REPORT = 'data-entry-timing';
const YEAR = { from: '2025-01-01', to: '2026-01-31' };

/** Starts entered on the day, in its last second, or in the first of the next; some exits, contacts, bed nights and annual assessments. */
function timed(): Buffer {
  const stays = communityRows().Enrollment ?? [];
  const nextDay = (date: unknown) => `${String(date).slice(0, 8)}11`;
  const of = (project: string) => stays.filter(({ ProjectID }) => ProjectID === project);
  const keys = ({ EnrollmentID = null, PersonalID = null }: ExportRow) => ({ EnrollmentID, PersonalID });
  return community({
    Enrollment: stays.map((row, n) => ({
      ...row,
      DateCreated: n % 2 === 0 ? `${row.EntryDate} 23:59:59` : `${nextDay(row.EntryDate)} 00:00:01`,
    })),
    Exit: of('A1').map((row, n) => ({
      ExitID: `X-${n}`,
      ...keys(row),
      ExitDate: '2026-01-10',
      DateCreated: `2026-01-${String(9 + n).padStart(2, '0')} 12:00:00`,
      UserID: n % 2 === 0 ? 'U1' : 'U2',
    })),
    CurrentLivingSituation: of('B2').map((row, n) => ({
      CurrentLivingSitID: `C-${n}`,
      ...keys(row),
      InformationDate: '2026-01-20',
      DateCreated: '2026-01-24 08:00:00',
    })),
    IncomeBenefits: of('A2').map((row, n) => ({
      IncomeBenefitsID: `I-${n}`,
      ...keys(row),
      InformationDate: '2026-01-12',
      DataCollectionStage: 5,
      DateCreated: '2026-01-19 08:00:00',
    })),
  });
}

let service: TestService;
beforeAll(async () => {
  service = await startService({ zip: timed() });
});
afterAll(() => service.close());

const ALL = { ...YEAR, recordTypes: ['annualAssessments', 'currentLivingSituations', 'bedNights'] };

describe('data entry timing over the service', () => {
  it('times the records of the export’s files by calendar days, by their own users', async () => {
    const { columns, rows } = await service.run('admin', ALL, undefined, REPORT);
    const at = (key: string) => columns.findIndex((column) => column.key === key);
    const days = (type: string) =>
      rows.filter((row) => row[at('RecordType')] === type).map((row) => row[at('DaysToEnter')]);
    expect(days('Project exit').toSorted((a, b) => Number(a) - Number(b))).toEqual([-1, 0, 1, 2, 3, 4, 5, 6, 7]);
    expect(new Set(days('Project start'))).toEqual(new Set([0, 1]));
    expect(days('Annual assessment')).toEqual([7, 7, 7, 7]);
    expect(days('Current living situation')).toEqual([4, 4, 4]);
    expect(days('Bed night')).toHaveLength(6);
    const exits = rows.filter((row) => row[at('RecordType')] === 'Project exit');
    expect(new Set(exits.map((row) => row[at('EnteredBy')]))).toEqual(new Set(['Uma Reyes', 'Bo Lind']));
  });

  it('shown and hidden has the same rows, summary and tallies, but for the names', async () => {
    const shown = await service.run('manager', { ...YEAR, hidePii: false }, 'dataQuality', REPORT);
    const hidden = await service.run('manager', YEAR, undefined, REPORT);
    expect(JSON.stringify(shown.rows)).toContain(`${NAME_MARK}Last`);
    expect(JSON.stringify(hidden)).not.toContain(NAME_MARK);
    expect(hidden.rows).toEqual(shown.rows.map((row) => row.map((cell, i) => (shown.columns[i]?.pii ? null : cell))));
    expect(hidden.summary).toEqual(shown.summary);
    expect(JSON.stringify(shown.summary)).not.toContain(NAME_MARK);
  });

  it('says as much of a CoC as of its projects one by one', async () => {
    const of = async (projects: string[]) => {
      const { summary } = await service.run('admin', { ...YEAR, projects }, undefined, REPORT);
      return (summary?.rows ?? []).filter((row) => row[0] === 'Project');
    };
    const apart = [...(await of(['B1'])), ...(await of(['B2'])), ...(await of(['A1'])), ...(await of(['A2']))];
    expect(await of(['A1', 'A2', 'B1', 'B2'])).toEqual(apart);
  });

  it('holds fewer stays a page the more rows a stay gives, and is the same run however it is cut', async () => {
    const whole = await service.run('admin', ALL, undefined, REPORT);
    const pagesOf = async (params: object) => {
      const { pages } = await service.as('admin').plan(REPORT, { params: { ...YEAR, ...params } }, false);
      return pages;
    };
    expect(await pagesOf({})).toBe(1);
    await service.restart({ pageRows: 22 });
    try {
      // Four projects of 9, 4, 6 and 3 people: all of them fit a page, or nearly half.
      expect([await pagesOf({ type: 'starts' }), await pagesOf({}), await pagesOf(ALL)]).toEqual([1, 3, 4]);
      const cut = await service.run('admin', ALL, undefined, REPORT);
      expect(cut.rows).toEqual(whole.rows);
      expect(cut.summary).toEqual(whole.summary);
      expect(cut.notes).toEqual(whole.notes);
    } finally {
      await service.restart({ pageRows: 25_000 });
    }
  });

  it('answers HUD’s records: night-by-night shelters by bed nights, street outreach by engagement', async () => {
    const { rows, notes } = await service.run('admin', { ...YEAR, universe: 'hud' }, undefined, REPORT);
    const projects = new Set(rows.map((row) => row[5]));
    expect(projects).toEqual(new Set(['Beacon Nights', 'Harbor House', 'New Keys']));
    expect(notes).toContain('Records left out: 3 as the client was not engaged by the end of the range.');
  });
});

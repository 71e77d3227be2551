import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startService, type TestService } from '../../service.ts';
import { community, communityRows, DOB_MARK, NAME_MARK, SSN_MARK } from '../api/community.ts';

const REPORT = 'data-quality';
const YEAR = { from: '2025-02-01', to: '2026-01-28' };

/** Some left, some without an exit interview; an impossible SSN and a birth date with the wrong quality. */
function flawed(): Buffer {
  const rows = communityRows();
  const left = (rows.Enrollment ?? []).filter(({ ProjectID }) => ProjectID === 'A1');
  return community({
    Client: (rows.Client ?? []).map((row, n) =>
      n === 0 ? { ...row, SSN: `${SSN_MARK.slice(0, 3)}000000`, DOBDataQuality: 99 } : row,
    ),
    Exit: left.map(({ EnrollmentID = null, PersonalID = null }, n) => ({
      ExitID: `X-${n}`,
      EnrollmentID,
      PersonalID,
      ExitDate: n === 1 ? '2026-02-01' : '2026-01-10',
      Destination: n % 2 === 0 ? 30 : 410,
      DateCreated: '2026-01-09 12:00:00',
      UserID: 'U2',
    })),
  });
}

let service: TestService;
beforeAll(async () => {
  service = await startService({ zip: flawed() });
});
afterAll(() => service.close());

describe('data quality over the service', () => {
  it('finds what is wrong in the export’s files', async () => {
    const { columns, rows } = await service.run('admin', YEAR, undefined, REPORT);
    const at = (key: string) => columns.findIndex((column) => column.key === key);
    const of = (element: string) => rows.filter((row) => row[at('Element')] === element);
    expect(of('Q6a SSN').map((row) => row[at('PersonalID')])).toContain('P-A1-0');
    expect(of('Q6a Date of Birth').map((row) => row[at('PersonalID')])).toEqual(['P-A1-0']);
    expect(of('Q6c Destination').map((row) => row[at('Problem')])).toEqual(
      Array.from({ length: 5 }, () => 'No exit interview completed'),
    );
    expect(of('Q6e Project exit, < 0 days')).toHaveLength(8);
    expect(of('Ours: Open after the head left').map((row) => row[at('EnrollmentID')])).toEqual(['E-A1-1']);
    expect(new Set(of('Q6f Bed Night').map((row) => row[at('ProjectName')]))).toEqual(new Set());
    expect(new Set(of('Q6f Contact').map((row) => row[at('ProjectName')]))).toEqual(new Set(['Beacon Street']));
  });

  it('shown and hidden has the same rows, summary and notes, but for the names', async () => {
    const shown = await service.run('manager', { ...YEAR, hidePii: false }, 'dataQuality', REPORT);
    const hidden = await service.run('manager', YEAR, undefined, REPORT);
    expect(JSON.stringify(shown.rows)).toContain(`${NAME_MARK}Last`);
    for (const mark of [NAME_MARK, SSN_MARK, DOB_MARK]) expect(JSON.stringify(hidden)).not.toContain(mark);
    for (const mark of [SSN_MARK, DOB_MARK]) expect(JSON.stringify(shown)).not.toContain(mark);
    expect(hidden.rows).toEqual(shown.rows.map((row) => row.map((cell, i) => (shown.columns[i]?.pii ? null : cell))));
    expect(hidden.summary).toEqual(shown.summary);
  });

  it.each(['all', 'hud'])('is the same run however it is cut: %s', async (universe) => {
    const params = { ...YEAR, universe };
    const whole = await service.run('admin', params, undefined, REPORT);
    await service.restart({ pageRows: 30 });
    try {
      const { pages } = await service.as('admin').plan(REPORT, { params }, false);
      expect(pages).toBeGreaterThan(2);
      const cut = await service.run('admin', params, undefined, REPORT);
      expect(cut.rows).toEqual(whole.rows);
      expect(cut.summary).toEqual(whole.summary);
      expect(cut.notes).toEqual(whole.notes);
    } finally {
      await service.restart({ pageRows: 25_000 });
    }
  });

  it('finds the stays behind Q6f among those of entry and exit dates', async () => {
    // By 2026-06-30 nobody had a bed night in the range: HUD's other tables do not know them.
    const params = { from: '2026-06-01', to: '2026-06-30', universe: 'hud', projects: ['B1'] };
    const { rows, notes } = await service.run('admin', params, undefined, REPORT);
    expect(rows.map(([element]) => element)).toEqual(Array.from({ length: 6 }, () => 'Q6f Bed Night'));
    expect(notes.join(' ')).toContain('6 for want of a bed night in the range (from Q6a to Q6e)');
  });
});

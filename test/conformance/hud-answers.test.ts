import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isResidential } from '../../functions/hmis/project-types.ts';
import { checkProject, QUESTIONS } from '../../infra/local/check-hud/check.ts';
import { listRows } from '../../infra/local/check-hud/difference.ts';
import { hudRows } from '../../infra/local/check-hud/hud-answers.ts';
import { checkedProject } from '../../infra/local/check-hud/lists.ts';
import { countedNights } from '../../infra/local/check-hud/q7b.ts';
import { calendarDate } from '../../shared/dates.ts';
import { startService, type TestService } from '../service.ts';

/**
 * Against HUD Data Lab's own APR program over a real, anonymised export, which lies beside the repository on some
 * machines and never in it: client by client, the Active Client List gives the rows of Q7b_detail and Q5a_detail, Data
 * Entry Timing those of Q6e_detail, the annual assessments those of Q16_detail.
 */

const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const EXPECTED = `${DATA}expected/`;
/** The report range of HUD's answers. */
const RANGE = { from: calendarDate('2021-10-01'), to: calendarDate('2022-09-30') };

/** The column of the annual assessment in Q16. */
const ANNUAL_COLUMN = 'Income.at.Latest.Annual.Assessment.for.Stayers';

if (existsSync(EXPECTED)) {
  describe('over the real export', () => {
    const types = new Map<string, number | null>();
    let service: TestService;
    beforeAll(async () => {
      service = await startService({ zip: await readFile(`${DATA}demo-fy2026.zip`) });
      const { projects } = await service.as('admin').catalog();
      for (const { id, projectType } of projects) types.set(id, projectType);
    });
    afterAll(() => service.close());

    const timing = (project: string) =>
      service.run('admin', { ...RANGE, projects: [project], universe: 'hud' }, undefined, 'data-entry-timing');

    describe.each(readdirSync(EXPECTED))('project %s', (project) => {
      it('says the same of every client: Q5a, Q6e, Q7b, Q16', async () => {
        const asked = checkedProject(service.as('admin'), project, types.get(project) ?? null, RANGE);
        const checked = await checkProject(asked, EXPECTED);
        expect([...checked.compared.keys()]).toEqual(Object.keys(QUESTIONS));
        expect(checked.differences).toEqual([]);
      });

      it('counts by HUD’s rule, on the list of a night, who Q7b counts where people stay for the night', async () => {
        if (!isResidential(types.get(project) ?? null)) return;
        const theirs = (await hudRows(EXPECTED, project, 'Q7b_detail')) ?? [];
        for (const [month, night] of countedNights(RANGE)) {
          const run = await service.run('admin', { night, rows: 'hud', projects: [project] }, undefined, 'pit-night');
          const ours = listRows(run).map(({ EnrollmentID }) => EnrollmentID);
          const hud = theirs.filter((row) => row.Month === month).map((row) => row.EnrollmentID);
          expect(ours.toSorted(), month).toEqual(hud.toSorted());
          const persons = new Set(hud.map((id) => theirs.find((row) => row.EnrollmentID === id)?.PersonalID)).size;
          const total = run.summary?.rows.at(-1);
          const at = run.summary?.columns.findIndex(({ key }) => key === 'Persons') ?? -1;
          expect(total?.[at], month).toBe(persons);
        }
      });

      it('has the totals of Q6e', async () => {
        const { summary = { columns: [], rows: [] } } = await timing(project);
        const totals = summary.rows
          .map((row) => Object.fromEntries(summary.columns.map(({ key }, i) => [key, row[i] ?? null])))
          .filter((row) => row.Level === 'Total');
        const ofType = (type: string) => totals.find((row) => row.RecordType === type);
        const expected = ((await hudRows(EXPECTED, project, 'Q6e')) ?? []).map((row) => ({
          band: row.TimeForEntry ?? '',
          starts: Number(row['Number.of.Project.Start.Records']),
          exits: Number(row['Number.of.Project.Exit.Records']),
        }));
        expect(expected).toHaveLength(6);
        expect(
          expected.map(({ band }) => ({
            band,
            starts: ofType('Project start')?.[band],
            exits: ofType('Project exit')?.[band],
          })),
        ).toEqual(expected);
      });

      it('counts the same adults without an annual assessment (Q16)', async () => {
        const run = await service.run(
          'admin',
          { ...RANGE, mode: 'apr', projects: [project] },
          undefined,
          'annual-assessments',
        );
        const cells = new Map(
          (await hudRows(EXPECTED, project, 'Q16'))?.map((row) => [row.total_income_group, row[ANNUAL_COLUMN]]),
        );
        const [C12, C13] = [cells.get('No Annual Required'), cells.get('Required Annual Missing')];
        expect(run.notes.join('\n')).toContain(`Adults: ${C12} not yet required, ${C13} required and missing`);
      });
    });
  });
} else {
  it('is asked where HUD’s answers lie beside the repository, which they do not here', ({ skip }) => skip());
}

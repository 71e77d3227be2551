import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalService } from '../../../../infra/local/service.ts';
import { cellsOf, partsOf } from '../../../functions/formats/open-xlsx.ts';
import { hmis } from './terminal.ts';

let folder = '';
let dataDir = '';
const RANGE = ['--from', '2025-10-01', '--to', '2026-09-30'];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hmis-cli-'));
  dataDir = join(folder, 'data');
});
afterAll(() => rm(folder, { recursive: true }));

describe('the command line over the data of one machine', () => {
  it('says so where there is no data yet', async () => {
    const { code, err } = await hmis(['report', 'active-clients'], { dataDir });
    expect(code).toBe(1);
    expect(err).toMatch(/^[^\n]+\n$/);
  });

  it('takes in two exports of a sample and goes back to the first', async () => {
    for (const fy of ['2026', '2024']) {
      const file = join(folder, `${fy}.zip`);
      expect((await hmis(['sample', '--clients', '100', '--seed', '7', '--fy', fy, '--out', file])).code).toBe(0);
      const { code, out, err } = await hmis(['import', file, '--json'], { dataDir });
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(JSON.parse(out)).toMatchObject({ state: 'done', snapshot: { format: `FY${fy}` } });
    }
    const listed = JSON.parse((await hmis(['snapshots', '--json'], { dataDir })).out);
    const first = listed.snapshots.find(({ format }: { format: string }) => format === 'FY2026');
    expect(first.current).toBe(false);
    expect((await hmis(['rollback', first.id], { dataDir })).code).toBe(0);
    expect((await hmis(['snapshots'], { dataDir })).out).toContain(`*  ${first.id}`);
  });

  it('gives the same rows as JSON, CSV and xlsx, with or without a service that runs already', async () => {
    const service = await startLocalService({ dataDir, port: 0, announce: true });
    const files = ['list.json', 'list.csv', 'list.xlsx'].map((name) => join(folder, name));
    try {
      for (const out of files.slice(0, 2)) {
        expect((await hmis(['report', 'active-clients', ...RANGE, '--out', out], { dataDir })).code).toBe(0);
      }
    } finally {
      await service.close();
    }
    const [json = '', csv = '', xlsx = ''] = files;
    expect((await hmis(['report', 'active-clients', ...RANGE, '--out', xlsx], { dataDir })).code).toBe(0);

    const { rows } = JSON.parse(await readFile(json, 'utf8'));
    expect(rows.length).toBeGreaterThan(10);
    const csvIds = (await readFile(csv, 'utf8'))
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[2]);
    expect(csvIds).toEqual(rows.map((row: string[]) => row[2]));
    const cells = cellsOf(await partsOf(await readFile(xlsx)), 1);
    expect(rows.map((_: unknown, n: number) => cells.get(`C${n + 2}`)?.value)).toEqual(csvIds);
  });

  it('shows names to a manager with a reason, and not to the coordinator', async () => {
    const args = ['report', 'active-clients', ...RANGE, '--hidePii', 'false', '--reason', 'services'];
    const shown = await hmis([...args, '--as', 'manager'], { dataDir });
    expect(shown.code).toBe(0);
    expect(JSON.parse(shown.out).rows.some((row: unknown[]) => typeof row[3] === 'string')).toBe(true);
    const refused = await hmis([...args, '--as', 'coordinator'], { dataDir });
    expect(refused).toMatchObject({ code: 1, out: '' });
  });

  it('never mistakes who asks: the DQO sees other projects than the manager', async () => {
    const projects = async (as: string) => {
      const { out } = await hmis(['catalog', '--json', '--as', as], { dataDir });
      return JSON.parse(out).projects.map(({ id }: { id: string }) => id);
    };
    expect(await projects('manager')).not.toEqual(await projects('dqo'));
  });
});

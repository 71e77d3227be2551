import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importLines } from '../../../../infra/local/cli/import-lines.ts';
import { community } from '../../../functions/api/community.ts';
import { startService, type TestService } from '../../../service.ts';
import { hmis } from './terminal.ts';

let folder = '';
let service: TestService;
let on: { url: string; token: string };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hmis-housing-'));
  service = await startService({ zip: community(), now: new Date('2026-02-10T15:00:00Z') });
  on = { url: service.url, token: await service.token('manager') };
});
afterAll(async () => {
  await service.close();
  await rm(folder, { recursive: true });
});

const housing = (...args: string[]) => hmis(['housing', ...args], on);

describe('hmis housing', () => {
  it('sets and shows a tracker, with its history', async () => {
    expect((await housing('show', 'E-A2-0')).out).toContain('no tracker yet (version 0)');
    const set = await housing('set', 'E-A2-0', '--from', '0', '--EligibilityVerifiedDate', '2026-01-05');
    expect(set).toMatchObject({ code: 0, out: 'Saved as version 1.\n' });
    const sealed = ['--from', '1', '--Notes', 'Zqxvwk call', '--reason', 'services'];
    expect((await housing('set', 'E-A2-0', ...sealed)).out).toBe('Saved as version 2.\n');
    expect((await housing('show', 'E-A2-0')).out).not.toContain('Zqxvwk');
    expect((await housing('show', 'E-A2-0', '--reason', 'services')).out).toContain('Zqxvwk call');
    const { out } = await housing('history', 'E-A2-0', '--reason', 'services');
    expect(out).toMatch(/2 .*Mara Ellis +Notes: Zqxvwk call\n +1 .*EligibilityVerifiedDate: 2026-01-05/);
  });

  it('shows both versions where the edit was made from an older one, and exits with 1', async () => {
    const { code, out } = await housing('set', 'E-A2-0', '--from', '1', '--NeedsADAUnit', 'Yes');
    expect(code).toBe(1);
    expect(out).toContain('Version 1, that your edit was made from:');
    expect(out).toContain('Version 2, as it stands:');
  });

  it.each([
    ['no verb', []],
    ['no enrollment', ['show']],
    ['nothing to set', ['set', 'E-A2-0', '--from', '2']],
    ['no version', ['set', 'E-A2-0', '--NeedsADAUnit', 'Yes']],
    ['what is no date', ['set', 'E-A2-0', '--from', '2', '--DateAppliedForUnit', 'soon']],
    ['a file of another kind', ['import', 'tracker.doc']],
    ['a mapping to nothing', ['import', 'tracker.csv', '--map', 'A=B']],
  ])('with %s is wrong usage', async (_, args) => {
    await writeFile(join(folder, 'tracker.csv'), 'EnrollmentID,Notes\n');
    const at = args.map((arg) => (arg.startsWith('tracker.') ? join(folder, arg) : arg));
    await writeFile(join(folder, 'tracker.doc'), '');
    expect((await housing(...at)).code).toBe(2);
  });
});

describe('hmis housing import', () => {
  const SHEET = [
    'Client ID,Eligibility Verification,Date Applied for a Unit,Property Name of Unit,Case manager',
    'P-A2-1,1/5/2026,,,Jo',
    'P-A2-2,,1/15/2026,,Jo',
    'P-A2-3,1/5/2026,1/15/2026,Zqxvwk Oaks,Jo',
    'P-B1-0,1/5/2026,,,Jo',
    'P-A2-0,soon,,,Jo',
    'P-A2-0,1/5/2026,,,Jo',
    '',
  ].join('\r\n');
  let file = '';
  beforeAll(async () => {
    file = join(folder, 'sheet.csv');
    await writeFile(file, SHEET);
  });
  const resultsOf = (out: string) =>
    (JSON.parse(out) as { results: { row: number; result: string }[] }).results.map(({ row, result }) => [row, result]);

  it('tries a sheet first, and lists each row by its number', async () => {
    const { code, out } = await housing('import', file, '--dry-run');
    expect(code).toBe(1);
    expect(out).toMatch(/^2 +E-A2-1 +would be saved/m);
    expect(out).toMatch(/^3 +E-A2-2 +refused .*fill “Eligibility verified” first/m);
    expect(out).toMatch(/^5 +refused .*has no open enrollment among those you can see/m);
    expect(out).toMatch(/^6 +refused .*EligibilityVerifiedDate: is no date\./m);
    expect(out).toContain('2 would be saved, 1 unchanged, 0 stale, 3 refused.');
    expect(out).toContain('Columns that were not used: Case manager.');
    expect(out).toContain('Left out, for they need a --reason: PropertyName.');
    expect((await housing('show', 'E-A2-1')).out).toContain('version 0');
  });

  it('takes it in with the sealed fields for a reason; a second time nothing changes', async () => {
    const args = ['import', file, '--reason', 'services', '--json'];
    const first = await housing(...args);
    const saved = [2, 4];
    const expected = [2, 3, 4, 5, 6, 7].map((row) => [
      row,
      saved.includes(row) ? 'saved' : row === 7 ? 'unchanged' : 'refused',
    ]);
    expect(resultsOf(first.out)).toEqual(expected);
    expect((await housing('show', 'E-A2-3', '--reason', 'services')).out).toContain('Zqxvwk Oaks');
    const again = await housing(...args);
    expect(resultsOf(again.out)).toEqual(
      expected.map(([row, result]) => [row, result === 'saved' ? 'unchanged' : result]),
    );
  });

  it('lists what is set aside', async () => {
    expect((await housing('aside')).out).toBe('No tracker is set aside.\n');
  });
});

describe('the lines of an import', () => {
  it('say what became of trackers, where anything did', async () => {
    const status = await service.import(community());
    expect(importLines(status).join(' ')).not.toContain('trackers');
    const trackers = { moved: 1, setAside: 2, returned: 0, deleted: 3 };
    expect(importLines({ ...status, trackers }).at(-1)).toBe(
      'Housing trackers: 1 moved with their enrollment, 2 set aside, for their enrollment is gone, 3 deleted.',
    );
  });
});

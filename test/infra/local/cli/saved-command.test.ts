import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SettingList } from '../../../../shared/contract/saved.ts';
import { community } from '../../../functions/api/community.ts';
import { startService, type TestService } from '../../../service.ts';
import { hmis } from './terminal.ts';

let folder = '';
let service: TestService;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hmis-cli-saved-'));
  service = await startService({ zip: community(), now: new Date('2026-02-08T18:00:00Z') });
  for (const role of ['manager', 'dqo', 'admin'] as const) tokens[role] = await service.token(role);
});
afterAll(async () => {
  await service.close();
  await rm(folder, { recursive: true });
});

const as = (role: 'manager' | 'dqo' | 'admin', ...argv: string[]) =>
  hmis(argv, { url: service.url, token: tokens[role] ?? '' });
const save = (name: string, ...more: string[]) =>
  as('manager', 'saved', 'save', name, '--report', 'active-clients', ...more);
const LAST_MONTH = ['--from', 'first-of-lastMonth', '--to', 'last-of-lastMonth'];

async function namesFor(role: 'manager' | 'dqo' | 'admin', ...more: string[]): Promise<string[]> {
  const { out } = await as(role, 'saved', 'list', '--json', ...more);
  return (JSON.parse(out) as SettingList).settings.map(({ name }) => name);
}

describe('hmis saved', () => {
  it('saves, shows, lists and deletes', async () => {
    expect(await save('January', ...LAST_MONTH, '--projects', 'A1', '--method', 'inResidence')).toMatchObject({
      code: 0,
      err: '',
    });
    const shown = await as('manager', 'saved', 'show', 'January');
    expect(shown.out.split('\n')).toEqual([
      'January (your own)',
      '  --report active-clients',
      '  --from first-of-lastMonth',
      '  --to last-of-lastMonth',
      '  --method inResidence',
      '  --projects A1',
      '',
    ]);
    expect((await as('manager', 'saved', 'list')).out).toMatch(/^January\s+active-clients\s+your own\s/m);
    expect(await namesFor('manager', '--report', 'services')).toEqual([]);
    expect(await as('manager', 'saved', 'delete', 'January')).toMatchObject({
      code: 0,
      out: 'The setting is deleted.\n',
    });
    expect(await namesFor('manager')).toEqual([]);
  });

  it('saves in place of the one that has the name there', async () => {
    await save('Again', '--projects', 'A1');
    const second = await save('Again', '--projects', 'A2');
    expect(second.out).toMatch(/^Saved in place of the one before: Again, /);
    expect((await as('manager', 'saved', 'show', 'Again')).out).toContain('--projects A2');
    await save('Again', '--projects', 'A1', '--organization', 'OA');
    expect((await namesFor('manager')).filter((name) => name === 'Again')).toHaveLength(2);
    const which = await as('manager', 'saved', 'show', 'Again');
    expect(which).toMatchObject({ code: 1 });
    expect(which.err).toMatch(/^There are 2 settings of this name\. Say which: .* \(your own\), .* \(of OA\)\.\n$/);
    expect((await as('manager', 'saved', 'show', 'Again', '--organization', 'OA')).out).toContain('--projects A1');
    expect(await namesFor('dqo')).toEqual([]);
  });

  it('writes a file and takes it in, without whose it was', async () => {
    await save('File', ...LAST_MONTH, '--projects', 'A1');
    const out = join(folder, 'file.json');
    expect((await as('manager', 'saved', 'export', 'File', '--out', out)).code).toBe(0);
    const text = await readFile(out, 'utf8');
    expect(JSON.parse(text)).toEqual({
      hmisSheetsSetting: 1,
      name: 'File',
      report: 'active-clients',
      params: {
        from: { day: 'first', of: 'lastMonth' },
        to: { day: 'last', of: 'lastMonth' },
        projects: ['A1'],
      },
    });
    expect((await as('admin', 'saved', 'import', out, '--name', 'From a colleague')).code).toBe(0);
    expect((await as('admin', 'saved', 'export', 'From a colleague')).out).toBe(
      text.replace('File', 'From a colleague'),
    );
  });

  it('takes in of a file what one can choose, says what not, and never so that it asks for more', async () => {
    const file = (projects: string[]) =>
      JSON.stringify({ hmisSheetsSetting: 1, name: 'Theirs', report: 'active-clients', params: { projects } });
    const path = join(folder, 'theirs.json');
    await writeFile(path, file(['A1', 'B1']));
    const some = await as('manager', 'saved', 'import', path);
    expect(some).toMatchObject({ code: 0, err: expect.stringMatching(/^projects: some of those it names /) });
    expect((await as('manager', 'saved', 'show', 'Theirs')).out).toBe(
      'Theirs (your own)\n  --report active-clients\n  --projects A1\n',
    );
    await writeFile(path, file(['B1']));
    const none = await as('manager', 'saved', 'import', path, '--name', 'None');
    expect(none).toMatchObject({ code: 1, err: expect.stringMatching(/Nothing was saved\.\n$/) });
    expect(await namesFor('manager')).not.toContain('None');
  });

  it.each([
    ['no JSON', 'Maria'],
    ['another JSON', '{"name":"Maria"}'],
    ['a later form', '{"hmisSheetsSetting":2,"name":"Maria","report":"active-clients","params":{}}'],
    ['more than there can be', `"${'x'.repeat(400_000)}"`],
  ])('refuses a file of %s, without a word of it', async (_, text) => {
    const path = join(folder, 'wrong.json');
    await writeFile(path, text);
    expect(await as('manager', 'saved', 'import', path)).toEqual({
      code: 1,
      out: '',
      err: 'This is no file of a saved setting. Choose one that was exported here.\n',
    });
  });

  it.each([
    [['saved'], 'saved list, saved show'],
    [['saved', 'save', 'X'], '--report is missing.'],
    [['saved', 'save', '--report', 'active-clients'], 'Under which name?'],
    [['saved', 'save', 'X', '--report', 'active-clients', '--from', 'first-of-nextMonth'], '--from takes a date'],
    [['saved', 'save', 'X', '--report', 'active-clients', '--method', 'last-of-lastMonth'], '--method takes one of'],
    [['saved', 'save', 'X', '--report', 'no-such'], 'There is no report no-such'],
    [['saved', 'show'], 'Which setting?'],
  ])('%j is wrong usage', async (argv, said) => {
    const { code, err } = await as('manager', ...argv);
    expect({ code, err: err.slice(0, said.length) }).toEqual({ code: 2, err: said });
  });
});

describe('hmis report --saved', () => {
  const runOf = (out: string) =>
    JSON.parse(out) as { report: string; params: Record<string, unknown>; rows: unknown[] };

  it('runs the report as the setting says, as of the day of the data', async () => {
    await save('Run', ...LAST_MONTH, '--projects', 'A1');
    for (const argv of [
      ['report', '--saved', 'Run'],
      ['report', 'active-clients', '--saved', 'Run'],
    ]) {
      const { code, out, err } = await as('manager', ...argv);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(runOf(out)).toMatchObject({
        report: 'active-clients',
        params: { from: '2025-12-01', to: '2025-12-31', projects: ['A1'] },
      });
      expect(runOf(out).rows).toHaveLength(9);
    }
  });

  it('takes what is given in place of what the setting says', async () => {
    const { out } = await as('manager', 'report', '--saved', 'Run', '--projects', 'A2', '--to', '2026-01-28');
    expect(runOf(out).params).toMatchObject({ from: '2025-12-01', to: '2026-01-28', projects: ['A2'] });
  });

  it('asks for a reason where the setting shows names', async () => {
    await save('Names', '--hidePii', 'false');
    const without = await as('manager', 'report', '--saved', 'Names');
    expect({ code: without.code, out: without.out }).toEqual({ code: 2, out: '' });
    expect(without.err).toMatch(/^--hidePii false needs a --reason: /);
    const hidden = await as('manager', 'report', '--saved', 'Names', '--hidePii', 'true');
    expect(runOf(hidden.out).params).toMatchObject({ hidePii: true });
  });

  it('does not run where none of its projects is left to choose from; with some it says so', async () => {
    await service.giveRights('manager', { organizations: ['OA', 'OB'] });
    await save('Both', '--projects', 'A1', '--projects', 'B1');
    await save('Other', '--projects', 'B1');
    await service.giveRights('manager', { organizations: ['OA'] });
    const both = await as('manager', 'report', '--saved', 'Both');
    expect(both).toMatchObject({ code: 0, err: expect.stringMatching(/^projects: some of those it names /) });
    expect(runOf(both.out).params).toMatchObject({ projects: ['A1'] });
    const other = await as('manager', 'report', '--saved', 'Other');
    expect(other).toMatchObject({ code: 1, out: '' });
    expect(other.err).toMatch(/^projects: none of those it names .* Give --projects, or save the setting anew\.\n$/);
    expect((await as('manager', 'report', '--saved', 'Other', '--projects', 'A2')).code).toBe(0);
  });

  it('of another report is not there', async () => {
    const { code, err } = await as('manager', 'report', 'services', '--saved', 'Run');
    expect({ code, err }).toEqual({
      code: 1,
      err: 'There is no such setting. hmis saved list shows those there are.\n',
    });
  });
});

import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileList } from '../../../../shared/contract/files.ts';
import { community } from '../../../functions/api/community.ts';
import { PASSWORD, STAND_IN } from '../../../functions/files/filing.ts';
import { startService, type TestService } from '../../../service.ts';
import { hmis } from './terminal.ts';

const ASK = ['files', 'create', '--from', '2026-01-01', '--to', '2026-01-28', '--reason', 'dataQuality'];

let folder = '';
let service: TestService;
let token = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hmis-cli-files-'));
  await writeFile(join(folder, 'password.txt'), `${PASSWORD}\nand a line that is none of it\n`);
  service = await startService({ zip: community(), rules: STAND_IN });
  await service.giveRights('manager', { mayShowPii: true, organizations: ['OA'] });
  token = await service.token('manager');
});
afterAll(async () => {
  await service.close();
  await rm(folder, { recursive: true });
});

const files = (argv: readonly string[], options: { password?: string } = {}) =>
  hmis(argv, { url: service.url, token, ...options });
const passwordFile = () => ['--password-file', join(folder, 'password.txt')];

describe('the command files', () => {
  it('asks for a file, waits for it, downloads it for its owner’s eyes, and opens it', async () => {
    const zip = join(folder, 'made.zip');
    const created = await files([...ASK, '--projects', 'A1', ...passwordFile(), '--out', zip]);
    expect(created).toMatchObject({ code: 0, err: '' });
    expect((await stat(zip)).mode & 0o777).toBe(0o600);

    const out = join(folder, 'out');
    await hmis(['files', 'open', zip, ...passwordFile()]).then(({ code, out: said }) =>
      expect({ code, names: said.match(/\S+$/gm) }).toEqual({
        code: 0,
        names: ['People.csv', 'Stays.csv', 'manifest.json'],
      }),
    );
    await mkdir(out);
    expect((await hmis(['files', 'open', zip, '--extract', out], { password: PASSWORD })).code).toBe(0);
    expect((await readdir(out)).sort()).toEqual(['People.csv', 'Stays.csv', 'manifest.json']);
    expect(JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')).files[0].rows).toBe(9);

    const wrong = await hmis(['files', 'open', zip], { password: 'Something-Else-42' });
    expect(wrong).toMatchObject({ code: 1, err: 'The password is wrong. Nothing was opened.\n' });
  });

  it('makes a password and shows it once, apart from what a script keeps', async () => {
    const { code, out, err } = await files([...ASK, '--generate', '--wait']);
    expect(code).toBe(0);
    const password = /shown only now: (\S+)/.exec(err)?.[1] ?? '';
    expect(password).toMatch(/^(\w{4}-){4}\w{4}$/);
    const id = out.trim();
    const zip = join(folder, 'generated.zip');
    expect((await files(['files', 'get', id, '--out', zip])).code).toBe(0);
    expect((await hmis(['files', 'open', zip], { password })).code).toBe(0);
  });

  it('lists, and deletes', async () => {
    const created = await files([...ASK, '--no-password', '--wait']);
    const id = created.out.trim();
    const listed = await files(['files', 'list', '--json']);
    const file = (JSON.parse(listed.out) as FileList).files.find((each) => each.id === id);
    expect(file).toMatchObject({ state: 'ready', passwordWaived: true, own: true });
    expect((await files(['files', 'list'])).out).toMatch(new RegExp(`^${id}\\s+ready\\s`, 'm'));
    expect(await files(['files', 'delete', id])).toMatchObject({ code: 0, out: 'The file is deleted.\n' });
    expect((await files(['files', 'get', id, '--out', join(folder, 'gone.zip')])).code).toBe(1);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['no way to protect it', [], /Choose --password-file, --generate or --no-password/],
    ['two ways', ['--generate', '--no-password'], /--generate or --no-password\?/],
    ['a password among the arguments', ['--password', PASSWORD], /Unknown option '--password'/],
    ['a day that is none', ['--to', '2026-02-30'], /--to can be given once/],
  ])('with %s is wrong usage', async (_, more, said) => {
    const { code, err } = await files([...ASK, ...more]);
    expect(code).toBe(2);
    expect(err).toMatch(said);
    expect(err).not.toContain(PASSWORD);
  });

  it('with too short a password is wrong usage', async () => {
    const { code, err } = await files(ASK, { password: 'short' });
    expect(code).toBe(2);
    expect(err).toContain('A password must have 12 to 128');
  });
});

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../../../shared/run-result.ts';
import { csvOfSheets, findLibreOffice } from '../../libreoffice.ts';
import { provideSevenZip, sevenZip } from '../../seven-zip.ts';
import { type Scheduling, scheduling } from './scheduling.ts';

const program = provideSevenZip() ?? '';
const office = findLibreOffice() ?? '';

describe.skipIf(program === '')('what a schedule made, opened by 7-Zip', () => {
  let desk: Scheduling;
  let folder = '';
  let zip = '';
  let password = '';
  beforeAll(async () => {
    desk = await scheduling();
    desk.at('2026-02-06T18:00:00Z');
    folder = await mkdtemp(join(tmpdir(), 'hmis-schedule-'));
    zip = join(folder, 'file.zip');
    const schedule = await desk.make();
    desk.at('2026-02-07T13:00:00Z');
    await desk.tick();
    const opened = await desk.opened((await desk.now(schedule)).last?.file);
    password = opened.password;
    await writeFile(zip, opened.zip);
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await desk.files.store.close();
  });

  it('is encrypted with AES-256, and has no name of a person or a project outside', async () => {
    const { said } = await sevenZip(program, 'l', '-slt', zip);
    expect(said.match(/^Encrypted = \+$/gm)).toHaveLength(2);
    expect(said.match(/^Method = AES-256 Deflate/gm)).toHaveLength(2);
    expect(said.match(/^Path = active-clients-2026-01-31\.(xlsx|json)$/gm)).toHaveLength(2);
  });

  it.each(['-pSomething-Else-42', '-p'])('does not open with %s', async (wrong) => {
    const { code, said } = await sevenZip(program, 't', wrong, zip);
    expect({ code, wrong: said.includes('Wrong password') }).toEqual({ code: 2, wrong: true });
  });

  it.skipIf(office === '')(
    'opens with its password, and its workbook in LibreOffice has the cells of the run',
    async () => {
      const out = join(folder, 'out');
      const { code } = await sevenZip(program, 'x', `-p${password}`, `-o${out}`, zip);
      expect({ code, files: (await readdir(out)).toSorted() }).toEqual({
        code: 0,
        files: ['active-clients-2026-01-31.json', 'active-clients-2026-01-31.xlsx'],
      });
      const run = JSON.parse(await readFile(join(out, 'active-clients-2026-01-31.json'), 'utf8')) as RunResult;
      const sheets = await csvOfSheets(office, await readFile(join(out, 'active-clients-2026-01-31.xlsx')));
      const shown: string[][] = parse(sheets.get('Active Client List') ?? '');
      expect(shown).toEqual([
        run.columns.map(({ header }) => header),
        ...run.rows.map((row) => row.map((cell) => String(cell ?? ''))),
      ]);
      expect(sheets.get('About')).toContain('snapshot');
    },
  );
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runFileJob } from '../../../functions/files/worker.ts';
import { provideSevenZip, sevenZip } from '../../seven-zip.ts';
import { NAME_MARK } from '../api/community.ts';
import { type Filing, filing, PASSWORD } from './filing.ts';

const program = provideSevenZip() ?? '';

describe.skipIf(program === '')('7-Zip', () => {
  let files: Filing;
  let folder = '';
  let zip = '';
  beforeAll(async () => {
    files = await filing();
    folder = await mkdtemp(join(tmpdir(), 'hmis-7zip-'));
    zip = join(folder, 'files.zip');
    const ask = await files.ask();
    await runFileJob(files.worker, ask);
    await writeFile(zip, (await files.stored(ask)) ?? Buffer.of());
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await files.store.close();
  });

  it('finds every file of the zip encrypted with AES-256', async () => {
    const { said } = await sevenZip(program, 'l', '-slt', `-p${PASSWORD}`, zip);
    expect(said.match(/^Encrypted = \+$/gm)).toHaveLength(3);
    expect(said.match(/^Method = AES-256 Deflate/gm)).toHaveLength(3);
  });

  it('opens it with the password', async () => {
    const out = join(folder, 'out');
    const { code, said } = await sevenZip(program, 'x', `-p${PASSWORD}`, `-o${out}`, zip);
    expect({ code, ok: said.includes('Everything is Ok') }).toEqual({ code: 0, ok: true });
    expect(await readFile(join(out, 'People.csv'), 'utf8')).toContain(NAME_MARK);
  });

  it.each([
    ['a wrong one', '-pSomething-Else-42'],
    ['none', '-p'],
  ])('says so with %s, and gives nothing', async (_, password) => {
    const { code, said } = await sevenZip(program, 't', password, zip);
    expect(code).toBe(2);
    expect(said).toContain('Wrong password');
  });
});

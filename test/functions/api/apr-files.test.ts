import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { VALIDATION_CSVS } from '../../../functions/files/apr/validation-csv.ts';
import { startService, type TestService } from '../../service.ts';
import { PASSWORD, unzipped } from '../files/filing.ts';
import { community, NAME_MARK, OPEN, SSN_PATTERN } from './community.ts';

/** HUD's own files, from the call to the zip. */
let service: TestService;
let files: Map<string, string>;
beforeAll(async () => {
  service = await startService({ zip: community() });
  await service.giveRights('manager', { mayShowPii: true, organizations: ['OA', 'OB'] });
  const asked = { kind: 'apr-validation', ...OPEN, projects: [], reason: 'dataQuality', password: PASSWORD };
  const { json } = await service.ask(await service.token('manager'), { path: '/v1/files', body: asked });
  const { id } = json as { id: string };
  await service.idle();
  const { state, message } = await service.as('manager').file(id);
  expect({ state, message }).toEqual({ state: 'ready', message: undefined });
  const { url } = await service.as('manager').downloadFile(id);
  files = await unzipped(new Uint8Array(await (await fetch(url)).arrayBuffer()), PASSWORD);
});
afterAll(() => service.close());

it('holds the files of the APR in their order, the manifest last', () => {
  expect([...files.keys()]).toEqual([...VALIDATION_CSVS.map(({ name }) => name), 'manifest.json']);
});

it('has the columns that each file declares, in each row', () => {
  for (const { name, columns } of VALIDATION_CSVS) {
    const [header, ...rows] = parse(files.get(name) ?? '', { bom: true }) as string[][];
    expect(header, name).toEqual(columns.map((column) => column.header ?? column.key));
    for (const row of rows) expect(row.length, name).toBe(columns.length);
  }
});

it('has each person of the APR once in the annual detail, with names and without an SSN', () => {
  const text = files.get('APR_2026_Annual_Detail.csv') ?? '';
  const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[];
  const people = rows.map((row) => row.PersonalID);
  expect(new Set(people).size).toBe(people.length);
  expect(people.length).toBeGreaterThan(15);
  expect(rows[0]?.LastName).toContain(NAME_MARK);
  expect(text).not.toMatch(new RegExp(SSN_PATTERN));
});

it('says in the manifest what each file holds, as it does', () => {
  const manifest = JSON.parse(files.get('manifest.json') ?? '') as {
    files: { name: string; rows: number; sha256: string }[];
    totals: { cell: string; value: number; file: string }[];
  };
  for (const { name, rows, sha256 } of manifest.files) {
    const text = files.get(name) ?? '';
    expect((parse(text, { bom: true }) as string[][]).length - 1, name).toBe(rows);
    // The reader takes the byte order mark off.
    expect(
      createHash('sha256')
        .update(`\ufeff${text.replace(/^\ufeff/, '')}`)
        .digest('hex'),
      name,
    ).toBe(sha256);
  }
  expect(manifest.totals.length).toBeGreaterThan(50);
  for (const { file } of manifest.totals) expect(files.has(file), file).toBe(true);
});

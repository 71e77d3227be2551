import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CsvFile } from '../../../../functions/importer/csv-files.ts';
import { beginShards } from '../../../../functions/importer/shards/begin.ts';
import type { PlanLimits } from '../../../../functions/importer/shards/plan.ts';
import { runShards } from '../../../../functions/importer/shards/steps.ts';
import { readCurrent } from '../../../../functions/snapshot/current.ts';
import { writeSample } from '../../../../infra/local/sample/sample.ts';
import type { ImportStatus } from '../../../../shared/contract/imports.ts';
import { type ExportRow, exportZip } from '../../../export.ts';
import { currentOf, dataItemsOf, isUploaded, orphansOf, type TestStore, testStore } from '../store.ts';

/** So small that an export of a few hundred people is read in many parts. */
const SMALL: PlanLimits = { oneFunction: 0, shard: 60_000 };

let byOne: TestStore;
let byShards: TestStore;
beforeAll(async () => {
  byOne = await testStore();
  byShards = await testStore();
});
afterAll(async () => {
  await byOne.close();
  await byShards.close();
});

async function inShards(store: TestStore, zip: Uint8Array, planLimits: PlanLimits): Promise<ImportStatus> {
  return runShards({ ...store.importer, planLimits }, await store.upload(zip, { acceptSmaller: true }));
}

/** Everything that an import stored but names, whose sealed bytes are never twice the same. */
async function openItems(store: TestStore): Promise<Map<string, string>> {
  const { keysTable } = store.dynamo;
  return new Map(
    [...(await dataItemsOf(store.dynamo))].filter(([key]) => !/ PII#/.test(key) && !key.startsWith(keysTable)),
  );
}

async function expectTheSame(zip: Uint8Array, planLimits: PlanLimits): Promise<ImportStatus> {
  const [one, many] = [await byOne.import(zip, { acceptSmaller: true }), await inShards(byShards, zip, planLimits)];
  const { id: _one, ...said } = one;
  expect(many).toEqual({ ...said, id: many.id });
  expect(await openItems(byShards)).toEqual(await openItems(byOne));
  expect(await currentOf(byShards)).toEqual(await currentOf(byOne));
  return many;
}

describe('an import in shards stores, byte for byte, what one function stores', () => {
  test('of a made-up HMIS with services, assessments, households and deleted records', async () => {
    const sink = new PassThrough();
    const [zip] = await Promise.all([buffer(sink), writeSample({ clients: 300, seed: 1, format: 'FY2026' }, sink)]);
    const { state, stored } = await expectTheSame(zip, SMALL);
    expect(state).toBe('done');
    expect(stored.enrollments).toBeGreaterThan(300);
  });

  test('and refuses the same rows by the same lines, whatever parts they fall into', async () => {
    const many = (row: (n: number) => ExportRow) => Array.from({ length: 100 }, (_, n) => row(n));
    const zip = exportZip(
      {
        Export: [{ ExportDate: '2026-12-01' }],
        Client: many((n) => ({ PersonalID: `P${n}` })),
        Enrollment: many((n) => ({
          EnrollmentID: `E${n}`,
          PersonalID: `P${n}`,
          DateDeleted: n === 7 ? '2026-01-01' : '',
        })),
        Exit: many((n) => ({ EnrollmentID: `E${n}`, ExitDate: n === 50 ? 'no date' : '2025-06-10' })),
        Services: many((n) => ({
          EnrollmentID: n % 40 === 39 ? 'nobody' : `E${n}`,
          TypeProvided: n === 98 ? 'x' : 200,
        })),
        Assessment: many((n) => ({ AssessmentID: `A${n}`, EnrollmentID: `E${n}` })),
        AssessmentQuestions: many((n) => ({ AssessmentID: n === 60 ? 'none' : `A${n}` })),
      },
      { extraColumns: ['LocalNote'] },
    );
    const { refused, warnings } = await expectTheSame(zip, { oneFunction: 0, shard: 500 });
    expect(refused.rows.map(({ file, line }) => `${file} ${line}`)).toEqual([
      'Exit.csv 52',
      'Services.csv 41',
      'Services.csv 81',
      'AssessmentQuestions.csv 62',
    ]);
    expect(warnings.filter(({ file, field }) => file === 'Services.csv' && field === 'LocalNote')).toHaveLength(1);
  });

  test('nothing of what was handed on is left, and the same export again changes nothing', async () => {
    const { s3, bucket } = byShards.importer.uploads;
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    expect(Contents).toEqual([]);
    expect(await orphansOf(byShards.dynamo)).toEqual([]);
    expect((await readCurrent(byShards.dynamo)).leaseId).toBeUndefined();
  });
});

describe('an import in shards is refused as a whole', () => {
  const older = exportZip({ Export: [{ ExportDate: '2020-01-01' }] });
  const wrong = (file: CsvFile, text: string) => exportZip({}, { files: { [file]: text } });
  const badRows = exportZip({
    Services: Array.from({ length: 30 }, (_, n) => ({ EnrollmentID: n < 15 ? 'nobody' : 'E1' })),
  });

  test.each([
    ['that is older than the current data', older],
    ['with a damaged header in a file that a shard reads', wrong('Services', 'Nothing\r\n')],
    ['with a damaged header in a file that is read first', wrong('Client', 'Nothing\r\n')],
    ['with too many bad rows, in however many parts', badRows],
  ])('%s, in the same words', async (_, zip) => {
    const before = await openItems(byShards);
    const id = await byShards.upload(zip);
    const { state, message } = await runShards(
      { ...byShards.importer, planLimits: { oneFunction: 0, shard: 400 } },
      id,
    );
    const one = await byOne.import(zip);
    expect({ state, message }).toEqual({ state: 'refused', message: one.message });
    expect(await openItems(byShards)).toEqual(before);
    expect(await orphansOf(byShards.dynamo)).toEqual([]);
    expect(await isUploaded(byShards, id)).toBe(false);
    expect((await readCurrent(byShards.dynamo)).leaseId).toBeUndefined();
  });

  test('while another one runs, which it leaves its lease and its key', async () => {
    const zip = exportZip({ Export: [{ ExportDate: '2026-12-02' }] });
    const importer = { ...byShards.importer, planLimits: SMALL };
    const first = await byShards.upload(zip, { acceptSmaller: true });
    await beginShards(importer, first);
    const second = await runShards(importer, await byShards.upload(zip));
    expect(second).toMatchObject({
      state: 'refused',
      message: 'Another import is running. Wait for it to end, then try again.',
    });
    expect((await runShards(importer, first)).state).toBe('done');
  });
});

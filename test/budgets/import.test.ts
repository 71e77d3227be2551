import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runImport } from '../../functions/importer/import.ts';
import { type DynamoCost, meterDynamo } from '../../functions/snapshot/dynamo-meter.ts';
import { writeSample } from '../../infra/local/sample/sample.ts';
import type { ImportStatus } from '../../shared/contract/imports.ts';
import { scan, type TestStore, testStore } from '../functions/importer/store.ts';

/**
 * What an import may cost, for the sample of 300 people, who have 336 enrollments in 24 projects: what it cost when this
 * was written and 15 % more. Most of it is by segment: a project of six years has up to seven, of five families each.
 */
const LIMITS = {
  wcuPerEnrollment: 1.84,
  requestsPerProject: 8.7,
  bytesPerEnrollment: 513,
  /** The same export again: lease, status and the trail, and one look at each project. */
  againWcu: 10,
  againRequestsPerProject: 2.1,
};

let store: TestStore;
let first: { value: ImportStatus; cost: DynamoCost };
let again: { value: ImportStatus; cost: DynamoCost };
beforeAll(async () => {
  const sink = new PassThrough();
  const [zip] = await Promise.all([buffer(sink), writeSample({ clients: 300, seed: 1, format: 'FY2026' }, sink)]);
  store = await testStore();
  const cost = async () => {
    const id = await store.upload(zip);
    return meterDynamo(() => runImport(store.importer, id));
  };
  first = await cost();
  again = await cost();
});
afterAll(() => store.close());

const per = (total: number, n: number) => Math.round((total / n) * 100) / 100;

test('the sample is imported, and again', () => {
  expect([first.value.state, again.value.state]).toEqual(['done', 'done']);
  expect(again.value).toMatchObject({ unchanged: true, stored: { bytes: 0 } });
});

test('an import writes few capacity units an enrollment', () => {
  expect(per(first.cost.wcu, first.value.stored.enrollments)).toBeLessThan(LIMITS.wcuPerEnrollment);
});

test('an import makes few requests a project', () => {
  expect(per(first.cost.requests, first.value.stored.projects)).toBeLessThan(LIMITS.requestsPerProject);
});

test('an enrollment takes few bytes in the table', async () => {
  const items = await scan(store.dynamo);
  const bytes = items.reduce((sum, { Item }) => sum + ((Item.data as Uint8Array | undefined)?.length ?? 0), 0);
  expect(per(bytes, first.value.stored.enrollments)).toBeLessThan(LIMITS.bytesPerEnrollment);
});

test('the same export again costs next to nothing', () => {
  expect(again.cost.wcu).toBeLessThan(LIMITS.againWcu);
  expect(per(again.cost.requests, again.value.stored.projects)).toBeLessThan(LIMITS.againRequestsPerProject);
});

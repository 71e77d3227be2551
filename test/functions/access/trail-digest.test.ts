import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { appendTrail, type TrailEntry, trailKey, trailSort } from '../../../functions/access/trail.ts';
import { digestKey, keepDigests } from '../../../functions/access/trail-digest.ts';
import { verifyTrail } from '../../../functions/access/trail-reading.ts';
import type { Dynamo } from '../../../functions/snapshot/dynamo.ts';
import { auditCheck } from '../../../shared/contract/trail.ts';
import { type CalendarDate, calendarDate } from '../../../shared/dates.ts';
import { startDynamo } from '../../dynamodb.ts';
import { BUCKET, clientOf, type LocalS3, localS3 } from '../../infra/local/s3/endpoint.ts';

const TODAY = calendarDate('2026-03-10');
const YESTERDAY = calendarDate('2026-03-09');

let db: Dynamo;
let closeTables: () => Promise<void>;
let files: LocalS3;
let s3: S3Client;
beforeAll(async () => {
  ({ db, close: closeTables } = await startDynamo());
});
afterAll(() => closeTables());
beforeEach(async () => {
  files = await localS3();
  s3 = clientOf(files);
  return async () => {
    s3.destroy();
    await files.close();
  };
});

const store = () => ({ s3, bucket: BUCKET, keyId: 'data-key' });
const read = async (day: CalendarDate) => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: digestKey(day) }));
  return JSON.parse((await Body?.transformToString()) ?? '') as unknown[];
};
const entry = (day: string): Promise<TrailEntry> =>
  appendTrail(
    db,
    { tid: 't', oid: 'o', name: 'Ada', what: 'plan', details: {}, rows: 0, pii: false, result: 'ok' },
    new Date(`${day}T12:00:00Z`),
  );

describe('the daily digest', () => {
  test('keeps the ends of the last three days that are over, and not of today', async () => {
    await keepDigests(db, store(), TODAY);
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: BUCKET }));
    expect(Contents.map(({ Key }) => Key)).toEqual([
      'digests/2026-03-07.json',
      'digests/2026-03-08.json',
      'digests/2026-03-09.json',
    ]);
  });

  test('is what the command line compares a trail with', async () => {
    await entry(YESTERDAY);
    await keepDigests(db, store(), TODAY);
    const [check] = await read(YESTERDAY);
    expect(auditCheck.safeParse(check)).toMatchObject({ success: true });
    expect(check).toMatchObject({ day: YESTERDAY, faults: [] });
  });

  test('stays as it was first written, and shows that the end of a chain was cut off', async () => {
    const last = await entry(YESTERDAY);
    const [first] = (await keepDigests(db, store(), TODAY)).slice(-1);
    const Key = { pk: trailKey(YESTERDAY, last.shard), sk: trailSort(last.seq) };
    await db.doc.send(new DeleteCommand({ TableName: db.table, Key }));
    await keepDigests(db, store(), TODAY);
    expect(await read(YESTERDAY)).toEqual([first]);
    const { faults } = await verifyTrail(db, YESTERDAY, first?.heads);
    expect(faults).toEqual([{ shard: last.shard, seq: last.seq, what: 'missing' }]);
  });
});

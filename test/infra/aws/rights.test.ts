import { describe, expect, test } from 'vitest';
import { ratesPlace } from '../../../functions/access/rates.ts';
import { trailKey } from '../../../functions/access/trail.ts';
import { FILES, filesPartition } from '../../../functions/files/file-job.ts';
import { fileKey } from '../../../functions/files/file-store.ts';
import {
  ASIDE_PARTITION,
  listingPlace,
  logPlace,
  projectPartition,
  trackerPlace,
} from '../../../functions/housing/tracker.ts';
import { importIdOf, uploadKey } from '../../../functions/importer/uploads.ts';
import { organizationsPartition, personsPartition, SAVING_ORGANIZATIONS } from '../../../functions/saved/places.ts';
import { tableDefinitions } from '../../../functions/snapshot/dynamo.ts';
import { FAMILIES } from '../../../functions/snapshot/families.ts';
import { PINS } from '../../../functions/snapshot/pins.ts';
import {
  CURRENT_SNAPSHOT,
  importStatusPlace,
  segmentPartition,
  snapshotHead,
  snapshotPartition,
  versionHead,
} from '../../../functions/snapshot/places.ts';
import type { EnrollmentId, OrganizationId, ProjectId, SnapshotId, VersionId } from '../../../shared/ids.ts';
import { exampleTemplate } from './example.ts';
import { type Condition, isDenied, type Statement } from './iam.ts';
import { rolesOf } from './role-statements.ts';

const example = exampleTemplate();
const { idOf, all } = example;

const FUNCTIONS = ['Api', 'Pii', 'Importer', 'FileWorker'] as const;

const { statements: rights, arn, item, may, whoMay } = rolesOf(example, FUNCTIONS);
const data = arn('DynamoDB::Table', 'Data');
const keys = arn('DynamoDB::Table', 'Keys');
const namesKey = arn('KMS::Key', 'NamesKey');
const dataKey = arn('KMS::Key', 'DataKey');

const v = 'kQ3kQ3kQ3kQ3kQ3kQ3kQ3kQ3kQ3kQ3kQ3kQ3kQ3kQ3k' as VersionId;
const snapshot = '20261001-0123456789abcdef' as SnapshotId;
const importId = '0b8ec1fa-95f3-4f0f-a2ee-0d6c6cf2a1e7';

const READS = ['GetItem', 'BatchGetItem', 'Query'];
const WRITES = ['PutItem', 'UpdateItem', 'DeleteItem'];
const BATCH_WRITE = 'BatchWriteItem';
const SWEEPING = ['Scan', 'PartiQLSelect', 'PartiQLUpdate', 'PartiQLDelete', 'ExportTableToPointInTime', 'DeleteTable'];

describe('names', () => {
  test.each([...READS, ...WRITES])(
    'the function without names is denied %s on them, whatever else it is allowed',
    (action) => {
      for (const n of [0, 16, 999]) {
        expect(isDenied(rights.Api, item(action, segmentPartition('PII', v, n)))).toBe(true);
      }
    },
  );

  test('many at once are written to segments by the importer, and to nothing else by anyone', () => {
    expect(whoMay(item(BATCH_WRITE, segmentPartition('CORE', v, 0), segmentPartition('PII', v, 16)))).toEqual([
      'Importer',
    ]);
    for (const other of ['USERS', 'AUDIT#2026-01-31#0', 'RATES#t#o', 'TRACKERS']) {
      expect(whoMay(item(BATCH_WRITE, segmentPartition('CORE', v, 0), other)), other).toEqual([]);
    }
    expect(whoMay({ action: `dynamodb:${BATCH_WRITE}`, resource: keys })).toEqual([]);
  });

  test('one partition of names among others is enough for the denial', () => {
    const mixed = item('BatchGetItem', segmentPartition('CORE', v, 0), segmentPartition('PII', v, 0));
    expect(may('Api', mixed)).toBe(false);
    expect(may('Pii', mixed)).toBe(true);
  });

  test('only the importer writes them', () => {
    for (const action of [...WRITES, BATCH_WRITE]) {
      expect(whoMay(item(action, segmentPartition('PII', v, 0)))).toEqual(['Importer']);
    }
  });

  test.each([
    ['GetItem', ['Pii', 'Importer', 'FileWorker']],
    ['PutItem', ['Importer']],
    ['DeleteItem', ['Importer']],
    ['UpdateItem', []],
    ['Query', []],
    ['Scan', []],
  ])('%s on the wrapped keys is for %j', (action, names) => {
    expect(whoMay({ action: `dynamodb:${action}`, resource: keys })).toEqual(names);
  });

  const onNamesKey = (action: string, deployment: string) =>
    whoMay({
      action: `kms:${action}`,
      resource: namesKey,
      context: { 'kms:EncryptionContext:deployment': deployment },
    });

  test.each([
    ['Decrypt', ['Pii', 'Importer', 'FileWorker']],
    ['GenerateDataKey', ['Importer']],
    ['Encrypt', []],
    ['ReEncryptFrom', []],
    ['CreateGrant', []],
    ['ScheduleKeyDeletion', []],
    ['PutKeyPolicy', []],
  ])('%s with the key of names is for %j', (action, names) => {
    expect(onNamesKey(action, 'example')).toEqual(names);
  });

  test('data keys of another deployment open for no one', () => {
    expect(onNamesKey('Decrypt', 'elsewhere')).toEqual([]);
    expect(whoMay({ action: 'kms:Decrypt', resource: namesKey })).toEqual([]);
  });

  test('the role of the function without names does not so much as mention their key or the table of keys', () => {
    const text = JSON.stringify(rights.Api);
    expect(text).not.toContain(idOf('KMS::Key', 'NamesKey'));
    expect(text).not.toContain(idOf('DynamoDB::Table', 'Keys'));
  });
});

const stored = [
  CURRENT_SNAPSHOT.pk,
  snapshotHead(snapshot).pk,
  snapshotPartition(snapshot),
  versionHead(v).pk,
  importStatusPlace(importId).pk,
  ...FAMILIES.map((family) => segmentPartition(family, v, 16)),
];

describe('the data table', () => {
  test.each(SWEEPING)('%s is for no one', (action) => {
    expect(whoMay({ action: `dynamodb:${action}`, resource: data })).toEqual([]);
  });

  test.each(stored)('the importer may do all it must with %s', (partition) => {
    for (const action of [...READS, ...WRITES]) expect(may('Importer', item(action, partition))).toBe(true);
  });

  test.each(FAMILIES.filter((family) => family !== 'PII'))(
    'both that answer may read %s, and may not change it',
    (family) => {
      const partition = segmentPartition(family, v, 0);
      for (const action of READS) expect(whoMay(item(action, partition))).toEqual([...FUNCTIONS]);
      for (const action of WRITES) expect(whoMay(item(action, partition))).toEqual(['Importer']);
    },
  );

  test('the API may move the pointer, mark a snapshot, begin an import and change rights', () => {
    for (const partition of [CURRENT_SNAPSHOT.pk, snapshotHead(snapshot).pk, importStatusPlace(importId).pk]) {
      expect(whoMay(item('UpdateItem', partition))).toEqual(['Api', 'Importer']);
    }
    for (const partition of ['USERS', 'USER#tenant#person'])
      expect(whoMay(item('PutItem', partition))).toEqual(['Api']);
  });

  test('the importer sees no one and no one may be deleted', () => {
    for (const action of READS)
      expect(whoMay(item(action, 'USER#tenant#person'))).toEqual(['Api', 'Pii', 'FileWorker']);
    expect(whoMay(item('DeleteItem', 'USER#tenant#person'))).toEqual([]);
  });

  test('all add to the trail; no one changes or deletes an entry in place', () => {
    const day = trailKey('2026-11-22', 7);
    for (const action of [...READS, 'PutItem']) expect(whoMay(item(action, day))).toEqual([...FUNCTIONS]);
    for (const action of ['UpdateItem', 'DeleteItem']) expect(whoMay(item(action, day))).toEqual([]);
  });
});

describe('saved settings', () => {
  const partitions = [
    personsPartition({ tid: 'tenant', oid: 'person' }),
    organizationsPartition('109' as OrganizationId),
    SAVING_ORGANIZATIONS,
  ];

  test.each(partitions)('in %s are written and deleted by the function without names alone', (partition) => {
    for (const action of ['PutItem', 'DeleteItem']) expect(whoMay(item(action, partition))).toEqual(['Api']);
    expect(may('Api', item('Query', partition))).toBe(true);
    expect(may('Importer', item('Query', partition))).toBe(false);
  });
});

describe('housing trackers', () => {
  const enrollment = 'E-1#2' as EnrollmentId;
  const partitions = [trackerPlace(enrollment).pk, logPlace(enrollment, 1).pk, listingPlace(enrollment).pk];
  const byProject = (action: string, partition: string) =>
    whoMay({
      action: `dynamodb:${action}`,
      resource: `${data}/index/${tableDefinitions.data.index.name}`,
      context: { 'dynamodb:LeadingKeys': [partition] },
    });

  test.each(partitions)('all but the maker of files, which reads them, write %s and may delete it', (partition) => {
    for (const action of READS) expect(whoMay(item(action, partition))).toEqual([...FUNCTIONS]);
    for (const action of WRITES) expect(whoMay(item(action, partition))).toEqual(['Api', 'Pii', 'Importer']);
  });

  test('both that answer, and the maker of files, ask the index for those of a project, and for nothing else', () => {
    expect(byProject('Query', projectPartition('PR1' as ProjectId))).toEqual(['Api', 'Pii', 'FileWorker']);
    expect(byProject('Query', ASIDE_PARTITION)).toEqual(['Api', 'Pii', 'FileWorker']);
    expect(byProject('Query', 'USERS')).toEqual([]);
    expect(byProject('Scan', ASIDE_PARTITION)).toEqual([]);
  });

  test('only the function that shows names makes their data keys, and of those of names none', () => {
    const put = (pk: string) =>
      whoMay({ action: 'dynamodb:PutItem', resource: keys, context: { 'dynamodb:LeadingKeys': [pk] } });
    expect(put('TRACKERS#PR1')).toEqual(['Pii', 'Importer']);
    expect(put(v)).toEqual(['Importer']);
    const generate = (name: string) =>
      whoMay({
        action: 'kms:GenerateDataKey',
        resource: namesKey,
        context: { 'kms:EncryptionContext:deployment': 'example', 'kms:EncryptionContext:v': name },
      });
    expect(generate('TRACKERS#PR1')).toEqual(['Pii', 'Importer']);
    expect(generate(v)).toEqual(['Importer']);
  });
});

describe('the counts of calls', () => {
  const counts = ratesPlace({ tid: 'tenant', oid: 'person' }).pk;

  test('both that answer count together; no one sets a count anew or takes it away', () => {
    expect(whoMay(item('UpdateItem', counts))).toEqual(['Api', 'Pii']);
    for (const action of ['PutItem', 'DeleteItem']) expect(whoMay(item(action, counts))).toEqual([]);
  });

  test('the function that shows names updates nothing else', () => {
    for (const partition of [...stored, 'USERS', 'USER#tenant#person', trailKey('2026-11-22', 7)]) {
      expect(may('Pii', item('UpdateItem', partition))).toBe(false);
    }
  });
});

describe('keys at rest', () => {
  const viaService = (action: string, service?: string) =>
    whoMay({
      action: `kms:${action}`,
      resource: dataKey,
      ...(service === undefined ? {} : { context: { 'kms:ViaService': `${service}.\${AWS::Region}.amazonaws.com` } }),
    });

  test('the key of tables and uploads opens through those services only', () => {
    expect(viaService('Decrypt', 'dynamodb')).toEqual([...FUNCTIONS]);
    expect(viaService('Decrypt', 's3')).toEqual(['Api', 'Importer', 'FileWorker']);
    expect(viaService('Decrypt')).toEqual([]);
    expect(viaService('Decrypt', 'sqs')).toEqual([]);
  });

  test('the secret of version ids is made for the importer alone', () => {
    const request = {
      action: 'kms:GenerateMac',
      resource: arn('KMS::Key', 'VersionMacKey'),
      context: { 'kms:MacAlgorithm': 'HMAC_SHA_256' },
    };
    expect(whoMay(request)).toEqual(['Importer']);
  });
});

describe('uploads', () => {
  const object = (action: string, key: string) =>
    whoMay({ action: `s3:${action}`, resource: arn('S3::Bucket', 'Uploads', `/${key}`) });
  const refused = `refused/${importId}.jsonl`;

  test('the folder the rights name is where uploads are', () => {
    expect(importIdOf(uploadKey(importId))).toBe(importId);
    expect(uploadKey(importId)).toMatch(/^imports\//);
  });

  test.each([
    ['PutObject', uploadKey(importId), ['Api']],
    ['GetObject', uploadKey(importId), ['Importer']],
    ['DeleteObject', uploadKey(importId), ['Importer']],
    ['DeleteObjectVersion', uploadKey(importId), []],
    ['PutObject', refused, ['Importer']],
    ['GetObject', refused, ['Api']],
    ['PutObject', 'elsewhere', []],
    ['GetObject', 'elsewhere', []],
  ])('%s of %s is for %j', (action, key, names) => {
    expect(object(action, key)).toEqual(names);
  });

  const policy = (
    all('S3::BucketPolicy') as unknown as { Bucket: unknown; PolicyDocument: { Statement: Statement[] } }[]
  )
    .filter(({ Bucket }) => JSON.stringify(Bucket).includes(idOf('S3::Bucket', 'Uploads')))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  const TLS = { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.2' };
  const ALGORITHM = 's3:x-amz-server-side-encryption';
  const KEY = 's3:x-amz-server-side-encryption-aws-kms-key-id';

  test.each<[string, Condition, boolean]>([
    ['under our key over TLS 1.2', { ...TLS, [ALGORITHM]: 'aws:kms', [KEY]: dataKey }, false],
    ['under our key over TLS 1.3', { ...TLS, 's3:TlsVersion': '1.3', [ALGORITHM]: 'aws:kms', [KEY]: dataKey }, false],
    ['over TLS 1.1', { ...TLS, 's3:TlsVersion': '1.1', [ALGORITHM]: 'aws:kms', [KEY]: dataKey }, true],
    ['without TLS', { 'aws:SecureTransport': 'false', [ALGORITHM]: 'aws:kms', [KEY]: dataKey }, true],
    ["under S3's own key", { ...TLS, [ALGORITHM]: 'aws:kms' }, true],
    ["under someone else's key", { ...TLS, [ALGORITHM]: 'aws:kms', [KEY]: namesKey }, true],
    ['under no key of KMS', { ...TLS, [ALGORITHM]: 'AES256' }, true],
    ['saying nothing of encryption', TLS, true],
  ])('an upload %s', (_how, context, denied) => {
    const request = {
      action: 's3:PutObject',
      resource: arn('S3::Bucket', 'Uploads', `/${uploadKey(importId)}`),
      context,
    };
    expect(isDenied(policy, request)).toBe(denied);
  });
});

describe('validation files', () => {
  const owner = { tid: 'aaaaaaaa-2222-4333-8444-555555555555', oid: 'cccccccc-2222-4333-8444-555555555555' };
  const object = (action: string, key: string) =>
    whoMay({ action: `s3:${action}`, resource: arn('S3::Bucket', 'Files', `/${key}`) });
  const queue = (action: string, name: string) =>
    whoMay({ action: `sqs:${action}`, resource: arn('SQS::Queue', name) });
  const onPasswordsKey = (action: string, deployment: string) =>
    whoMay({
      action: `kms:${action}`,
      resource: arn('KMS::Key', 'PasswordsKey'),
      context: { 'kms:EncryptionContext:deployment': deployment },
    });

  test.each([
    ['GenerateDataKey', 'example', ['Api']],
    ['Decrypt', 'example', ['FileWorker']],
    ['GenerateDataKey', 'elsewhere', []],
    ['Decrypt', 'elsewhere', []],
    ['Encrypt', 'example', []],
  ])('%s with the key of passwords of %s is for %j', (action, deployment, names) => {
    expect(onPasswordsKey(action, deployment)).toEqual(names);
  });

  test('jobs are written by who takes them and by who works them off; their worker changes nobody’s rights', () => {
    for (const partition of [filesPartition(owner), FILES]) {
      for (const action of WRITES) expect(whoMay(item(action, partition))).toEqual(['Api', 'FileWorker']);
    }
    for (const action of WRITES) {
      for (const partition of ['USERS', `USER#${owner.tid}#${owner.oid}`, ...stored]) {
        expect(may('FileWorker', item(action, partition))).toBe(false);
      }
    }
  });

  test('what they pin is seen and tidied up by the importer', () => {
    for (const action of ['Query', 'DeleteItem']) expect(may('Importer', item(action, PINS))).toBe(true);
    expect(whoMay(item('PutItem', PINS))).toEqual(['Api', 'Importer', 'FileWorker']);
  });

  test.each([
    ['PutObject', fileKey(importId), ['FileWorker']],
    ['AbortMultipartUpload', fileKey(importId), ['FileWorker']],
    ['GetObject', fileKey(importId), ['Api', 'FileWorker']],
    ['DeleteObject', fileKey(importId), ['Api', 'FileWorker']],
    ['DeleteObjectVersion', fileKey(importId), []],
    ['GetObject', 'elsewhere', []],
    ['PutObject', 'elsewhere', []],
  ])('%s of %s is for %j', (action, key, names) => {
    expect(object(action, key)).toEqual(names);
  });

  test.each([
    ['SendMessage', 'FilesToMake', ['Api']],
    ['ReceiveMessage', 'FilesToMake', ['FileWorker']],
    ['DeleteMessage', 'FilesToMake', ['FileWorker']],
    ['PurgeQueue', 'FilesToMake', []],
    ['ReceiveMessage', 'FailedFiles', []],
  ])('%s on the queue %s is for %j', (action, name, names) => {
    expect(queue(action, name)).toEqual(names);
  });
});

describe('what no role has', () => {
  test('rights over rights, keys, functions or everything', () => {
    for (const name of FUNCTIONS) {
      const allowed = rights[name].filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action }) => Action);
      expect(allowed.filter((action) => action.includes('*') || /^(iam|lambda|sts):/.test(action))).toEqual([]);
      expect(JSON.stringify(rights[name].map(({ Resource }) => Resource))).not.toContain('"*"');
    }
  });
});

import { describe, expect, test } from 'vitest';
import { trailKey } from '../../../functions/access/trail.ts';
import { FILES, filesPartition } from '../../../functions/files/file-job.ts';
import { fileKey } from '../../../functions/files/file-store.ts';
import { SCHEDULED_PASSWORDS } from '../../../functions/files/password.ts';
import { SCHEDULES, schedulesPartition } from '../../../functions/schedules/schedule.ts';
import { FAMILIES } from '../../../functions/snapshot/families.ts';
import { CURRENT_SNAPSHOT, segmentPartition } from '../../../functions/snapshot/places.ts';
import type { VersionId } from '../../../shared/ids.ts';
import { exampleTemplate } from './example.ts';
import { rolesOf } from './role-statements.ts';

const example = exampleTemplate();
const { idOf, all } = example;
const FUNCTIONS = ['Api', 'Pii', 'FileWorker', 'Schedules', 'Importer', 'Sweep', 'Digest'] as const;
const { arn, item, whoMay, named } = rolesOf(example, FUNCTIONS);
const v = 'kQ3kQ3kQ3kQ3kQ3kQ3kQ3kQ3kQ3kQ3kQ3kQ3kQ3kQ3k' as VersionId;
const person = { tid: 'tenant', oid: 'person' };
const own = schedulesPartition(person);

describe('schedules', () => {
  test('are made, run, settled and ended by the API, who finds them due, and who makes their files', () => {
    for (const partition of [own, SCHEDULES]) {
      for (const action of ['PutItem', 'DeleteItem']) {
        expect(whoMay(item(action, partition))).toEqual(['Api', 'FileWorker', 'Schedules']);
      }
    }
  });

  test('are looked for every five minutes, and not again by AWS where that failed', () => {
    const rules = all('Events::Rule').filter(({ ScheduleExpression }) => ScheduleExpression === 'rate(5 minutes)');
    expect(rules).toHaveLength(1);
    expect(rules[0]).toMatchObject({ State: 'ENABLED' });
    expect(JSON.stringify(rules[0])).toContain(idOf('Lambda::Function', 'Schedules'));
    expect(rules[0]?.Targets).toMatchObject([{ RetryPolicy: { MaximumRetryAttempts: 0 } }]);
  });

  test('that nobody has looked for in half an hour raise an alarm', () => {
    const alarms = all('CloudWatch::Alarm').filter(({ MetricName }) => MetricName === 'Invocations');
    expect(alarms).toMatchObject([
      { Period: 1_800, Threshold: 1, ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching' },
    ]);
    expect(JSON.stringify(alarms[0]?.Dimensions)).toContain(idOf('Lambda::Function', 'Schedules'));
  });
});

describe('the function that finds schedules due', () => {
  test('adds jobs and puts them into the queue, and takes none out', () => {
    for (const partition of [filesPartition(person), FILES]) {
      expect(whoMay(item('PutItem', partition))).toContain('Schedules');
      for (const action of ['UpdateItem', 'DeleteItem']) {
        expect(whoMay(item(action, partition))).not.toContain('Schedules');
      }
    }
    const queue = (action: string) => whoMay({ action: `sqs:${action}`, resource: arn('SQS::Queue', 'FilesToMake') });
    expect(queue('SendMessage')).toEqual(['Api', 'Schedules']);
    expect(queue('ReceiveMessage')).toEqual(['FileWorker']);
  });

  test('reads no data, nobody’s rights and no trail', () => {
    for (const partition of [
      CURRENT_SNAPSHOT.pk,
      'USERS',
      `USER#${person.tid}#${person.oid}`,
      trailKey('2026-11-22', 7),
      ...FAMILIES.map((family) => segmentPartition(family, v, 0)),
    ]) {
      for (const action of ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem']) {
        expect(whoMay(item(action, partition)), `${action} ${partition}`).not.toContain('Schedules');
      }
    }
  });

  test('reaches no key of names or passwords, and no bucket', () => {
    const none = [
      ['KMS::Key', 'NamesKey'],
      ['KMS::Key', 'PasswordsKey'],
      ['DynamoDB::Table', 'Keys'],
      ['S3::Bucket', 'Files'],
      ['S3::Bucket', 'Uploads'],
    ] as const;
    expect(named('Schedules', none)).toEqual([]);
  });
});

describe('the password of a scheduled file', () => {
  const onPasswordsKey = (action: string, made: string, deployment = 'example') =>
    whoMay({
      action: `kms:${action}`,
      resource: arn('KMS::Key', 'PasswordsKey'),
      context: { 'kms:EncryptionContext:deployment': deployment, 'kms:EncryptionContext:v': made },
    });
  const scheduled = `${SCHEDULED_PASSWORDS}0b8ec1fa-95f3-8f0f-a2ee-0d6c6cf2a1e7`;
  const chosen = 'FILE#0b8ec1fa-95f3-4f0f-a2ee-0d6c6cf2a1e7';

  test('is sealed by who makes the file, and opened by that and by the function that may show names', () => {
    expect(onPasswordsKey('GenerateDataKey', scheduled)).toEqual(['Api', 'FileWorker']);
    expect(onPasswordsKey('Decrypt', scheduled)).toEqual(['Pii', 'FileWorker']);
    expect(onPasswordsKey('Decrypt', scheduled, 'elsewhere')).toEqual([]);
  });

  test('is all that is shown: one that a person has chosen is opened by the maker of its file alone', () => {
    expect(onPasswordsKey('Decrypt', chosen)).toEqual(['FileWorker']);
    expect(onPasswordsKey('GenerateDataKey', chosen)).toEqual(['Api']);
  });

  test('is of no use to the function that shows it: that reads no file', () => {
    expect(whoMay({ action: 's3:GetObject', resource: arn('S3::Bucket', 'Files', `/${fileKey('x')}`) })).toEqual([
      'Api',
      'FileWorker',
    ]);
  });
});

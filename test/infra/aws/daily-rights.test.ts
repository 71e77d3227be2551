import { describe, expect, test } from 'vitest';
import { trailKey } from '../../../functions/access/trail.ts';
import { FAMILIES } from '../../../functions/snapshot/families.ts';
import { CURRENT_SNAPSHOT, segmentPartition, snapshotHead, versionHead } from '../../../functions/snapshot/places.ts';
import type { SnapshotId, VersionId } from '../../../shared/ids.ts';
import { exampleTemplate } from './example.ts';
import { rolesOf } from './role-statements.ts';

const FUNCTIONS = ['Sweep', 'Digest', 'TurnSecret', 'Api', 'Pii', 'Importer'] as const;
const { statements, arn, item, whoMay, named } = rolesOf(exampleTemplate(), FUNCTIONS);

const v = 'kQ3kQ3kQ3kQ3kQ3kQ3kQ3kQ3kQ3kQ3kQ3kQ3kQ3kQ3k' as VersionId;
const day = trailKey('2026-11-22', 7);

describe('the function that sweeps', () => {
  test.each([
    CURRENT_SNAPSHOT.pk,
    snapshotHead('20261001-0123456789abcdef' as SnapshotId).pk,
    versionHead(v).pk,
    ...FAMILIES.map((family) => segmentPartition(family, v, 16)),
  ])('may do with %s what the importer may', (partition) => {
    for (const action of ['Query', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem']) {
      expect(whoMay(item(action, partition))).toEqual(expect.arrayContaining(['Sweep', 'Importer']));
    }
  });

  test('deletes the keys of names and opens none', () => {
    const keys = arn('DynamoDB::Table', 'Keys');
    expect(whoMay({ action: 'dynamodb:DeleteItem', resource: keys })).toContain('Sweep');
    expect(whoMay({ action: 'dynamodb:GetItem', resource: keys })).not.toContain('Sweep');
    const decrypt = {
      action: 'kms:Decrypt',
      resource: arn('KMS::Key', 'NamesKey'),
      context: { 'kms:EncryptionContext:deployment': 'example' },
    };
    expect(whoMay(decrypt)).toEqual(['Pii', 'Importer']);
  });

  test('sees no one and nothing of the trail', () => {
    for (const partition of ['USERS', 'USER#tenant#person', day]) {
      expect(whoMay(item('Query', partition))).not.toContain('Sweep');
    }
  });
});

describe('the function that keeps digests', () => {
  const digest = (action: string) =>
    whoMay({ action: `s3:${action}`, resource: arn('S3::Bucket', 'Digests', '/digests/2026-11-22.json') });

  test('reads the trail and nothing else of the table', () => {
    expect(whoMay(item('Query', day))).toContain('Digest');
    for (const partition of [CURRENT_SNAPSHOT.pk, 'USERS', segmentPartition('CORE', v, 0)]) {
      expect(whoMay(item('Query', partition))).not.toContain('Digest');
    }
    for (const action of ['PutItem', 'UpdateItem', 'DeleteItem']) {
      expect(whoMay(item(action, day))).not.toContain('Digest');
    }
  });

  test('is the only one that writes a digest; nobody reads, deletes or unlocks one', () => {
    expect(digest('PutObject')).toEqual(['Digest']);
    for (const action of ['GetObject', 'DeleteObject', 'PutObjectRetention', 'BypassGovernanceRetention']) {
      expect(digest(action)).toEqual([]);
    }
  });
});

describe("the distribution's secret", () => {
  const secret = (action: string) =>
    whoMay({ action: `secretsmanager:${action}`, resource: arn('SecretsManager::Secret', 'OriginSecret') });
  const distribution = (action: string) =>
    FUNCTIONS.filter((name) => statements[name].some(({ Action }) => [Action].flat().includes(`cloudfront:${action}`)));

  test('is read by those that answer, and changed by the one that turns it', () => {
    expect(secret('GetSecretValue')).toEqual(['TurnSecret', 'Api', 'Pii']);
    for (const action of ['PutSecretValue', 'UpdateSecretVersionStage']) expect(secret(action)).toEqual(['TurnSecret']);
    for (const action of ['DeleteSecret', 'PutResourcePolicy']) expect(secret(action)).toEqual([]);
  });

  test('opens for nothing else under the same key', () => {
    const decrypt = (SecretARN: string) =>
      whoMay({
        action: 'kms:Decrypt',
        resource: arn('KMS::Key', 'OperationsKey'),
        context: { 'kms:EncryptionContext:SecretARN': SecretARN },
      });
    expect(decrypt(arn('SecretsManager::Secret', 'OriginSecret'))).toEqual(['TurnSecret', 'Api', 'Pii']);
    expect(decrypt('another')).toEqual([]);
  });

  test('is put into the distribution by the one that turns it alone', () => {
    expect(distribution('UpdateDistribution')).toEqual(['TurnSecret']);
  });

  test('the one that turns it reaches no table, no bucket and no key of data', () => {
    const none = [
      ['DynamoDB::Table', 'Data'],
      ['DynamoDB::Table', 'Keys'],
      ['KMS::Key', 'DataKey'],
      ['KMS::Key', 'NamesKey'],
      ['S3::Bucket', 'Uploads'],
      ['S3::Bucket', 'Digests'],
    ] as const;
    expect(named('TurnSecret', none)).toEqual([]);
  });
});

test('no role here has a right over everything, or over rights', () => {
  for (const name of FUNCTIONS) {
    const allowed = statements[name].filter(({ Effect }) => Effect === 'Allow');
    expect(allowed.flatMap(({ Action }) => Action).filter((action) => /\*|^(iam|sts|lambda):/.test(action))).toEqual(
      [],
    );
    expect(JSON.stringify(allowed.map(({ Resource }) => Resource))).not.toContain('"*"');
  }
});

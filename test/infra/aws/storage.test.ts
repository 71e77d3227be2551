import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { exampleTemplate } from './example.ts';

const { template, idOf, propertiesOf, ref, arn } = exampleTemplate();

const dataKey = arn('KMS::Key', 'DataKey');
const underDataKey = { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: dataKey };

describe('the tables', () => {
  const data = propertiesOf('DynamoDB::Table', 'Data');
  const keys = propertiesOf('DynamoDB::Table', 'Keys');

  test('the data can be brought back to any second of the last 35 days', () => {
    expect(data.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
  });

  test('a deleted data key cannot be brought back', () => {
    expect(keys.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: false });
  });

  test.each([
    ['data', data],
    ['keys', keys],
  ])('the table of %s is paid by use, under our key, and cannot be deleted by mistake', (_name, table) => {
    expect(table).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: underDataKey,
      DeletionProtectionEnabled: true,
    });
  });

  test('tables, buckets, keys and logs outlive the stack', () => {
    for (const type of ['DynamoDB::Table', 'S3::Bucket', 'KMS::Key', 'Logs::LogGroup']) {
      template.allResources(`AWS::${type}`, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    }
  });

  test('the data table has the keys and the index that the local one has', () => {
    expect(data.KeySchema).toEqual([
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ]);
    expect(data.GlobalSecondaryIndexes).toEqual([
      {
        IndexName: 'byProject',
        KeySchema: [
          { AttributeName: 'gpk', KeyType: 'HASH' },
          { AttributeName: 'gsk', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ]);
    expect(keys.KeySchema).toEqual([{ AttributeName: 'pk', KeyType: 'HASH' }]);
  });
});

describe('the keys', () => {
  test.each(['DataKey', 'NamesKey'])('%s is turned every year', (name) => {
    expect(propertiesOf('KMS::Key', name).EnableKeyRotation).toBe(true);
  });

  test('the key of version ids can only make and check codes', () => {
    expect(propertiesOf('KMS::Key', 'VersionMacKey')).toMatchObject({
      KeySpec: 'HMAC_256',
      KeyUsage: 'GENERATE_VERIFY_MAC',
    });
  });

  test('no table and no bucket is under the key of names', () => {
    const namesKey = idOf('KMS::Key', 'NamesKey');
    for (const type of ['AWS::DynamoDB::Table', 'AWS::S3::Bucket']) {
      expect(JSON.stringify(template.findResources(type))).not.toContain(namesKey);
    }
  });
});

describe('the validation files', () => {
  const files = propertiesOf('S3::Bucket', 'Files');

  test('lie under our key, and are gone after the days of the stage, deleted ones after one', () => {
    expect(files).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: dataKey } },
        ],
      },
      LifecycleConfiguration: {
        Rules: [
          {
            ExpirationInDays: 7,
            NoncurrentVersionExpiration: { NoncurrentDays: 1 },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
          },
          { ExpiredObjectDeleteMarker: true },
        ],
      },
    });
  });

  test('are read by the pane, and written by no page', () => {
    expect(files.CorsConfiguration).toMatchObject({ CorsRules: [{ AllowedMethods: ['GET'] }] });
  });

  test('who reached for them is logged', () => {
    expect(files.LoggingConfiguration).toMatchObject({ DestinationBucketName: ref('S3::Bucket', 'AccessLogs') });
  });
});

describe('the uploads', () => {
  const uploads = propertiesOf('S3::Bucket', 'Uploads');

  test('nothing of them is public, and no list of rights on an object counts', () => {
    template.allResourcesProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
  });

  test('they are versioned and lie under our key', () => {
    expect(uploads.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(uploads.BucketEncryption).toEqual({
      ServerSideEncryptionConfiguration: [
        {
          BucketKeyEnabled: true,
          ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: dataKey },
        },
      ],
    });
  });

  test('they and their old versions are gone after seven days, what shards handed on after one', () => {
    expect(uploads.LifecycleConfiguration).toMatchObject({
      Rules: [
        { Status: 'Enabled', ExpirationInDays: 7, NoncurrentVersionExpiration: { NoncurrentDays: 7 } },
        {
          Status: 'Enabled',
          Prefix: 'shards/',
          ExpirationInDays: 1,
          NoncurrentVersionExpiration: { NoncurrentDays: 1 },
        },
        { Status: 'Enabled', ExpiredObjectDeleteMarker: true },
      ],
    });
  });

  test('who reached for them is logged', () => {
    expect(uploads.LoggingConfiguration).toMatchObject({
      DestinationBucketName: ref('S3::Bucket', 'AccessLogs'),
    });
  });

  test('a page puts an export there and fetches the rows refused, with no header but those that are signed', () => {
    expect(uploads.CorsConfiguration).toEqual({
      CorsRules: [
        {
          AllowedMethods: ['PUT', 'GET'],
          AllowedOrigins: ['https://*'],
          AllowedHeaders: [
            'content-type',
            'x-amz-server-side-encryption',
            'x-amz-server-side-encryption-aws-kms-key-id',
          ],
          MaxAge: 600,
        },
      ],
    });
  });

  test('an upload starts its import, and nothing else in the bucket does', () => {
    expect(uploads.NotificationConfiguration).toEqual({ EventBridgeConfiguration: { EventBridgeEnabled: true } });
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: {
          bucket: { name: [ref('S3::Bucket', 'Uploads')] },
          object: { key: [{ prefix: 'imports/' }] },
        },
      },
      State: 'ENABLED',
      Targets: [
        Match.objectLike({
          Arn: arn('Lambda::Function', 'Importer'),
          DeadLetterConfig: { Arn: arn('SQS::Queue', 'FailedImports') },
        }),
      ],
    });
  });

  test('an import that died twice is kept for someone to look at', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: ref('Lambda::Function', 'Importer'),
      MaximumRetryAttempts: 1,
      DestinationConfig: {
        OnFailure: { Destination: arn('SQS::Queue', 'FailedImports') },
      },
    });
  });
});

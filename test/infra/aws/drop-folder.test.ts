import { describe, expect, test } from 'vitest';
import { trailKey } from '../../../functions/access/trail.ts';
import { CURRENT_SNAPSHOT, IMPORTS } from '../../../functions/snapshot/places.ts';
import { exampleTemplate } from './example.ts';
import { isAllowed, isDenied, type Request, type Statement } from './iam.ts';
import { roleStatements } from './role-statements.ts';

const example = exampleTemplate();
const { template, propertiesOf, idOf, ref, arn } = example;
const bucket = `\${${idOf('S3::Bucket', 'DropFolder')}}`;
const key = `\${${idOf('KMS::Key', 'DropKey')}}`;
const statements = roleStatements(example, 'Drop');
const may = (request: Request) => isAllowed(statements, request);

test('a stage that does not ask for a drop folder has none', () => {
  const plain = exampleTemplate('HmisSheets-example', 'plain').template;
  for (const type of ['S3::Bucket', 'KMS::Key', 'Lambda::Function', 'Events::Rule']) {
    expect(Object.keys(plain.findResources(`AWS::${type}`)).filter((id) => id.startsWith('Drop'))).toEqual([]);
  }
});

describe('the drop folder', () => {
  const folder = propertiesOf('S3::Bucket', 'DropFolder');

  test('lies under a key of its own, is logged, and keeps nothing over days', () => {
    expect(folder).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: arn('KMS::Key', 'DropKey') } },
        ],
      },
      LoggingConfiguration: { DestinationBucketName: ref('S3::Bucket', 'AccessLogs') },
      LifecycleConfiguration: {
        Rules: [
          { ExpirationInDays: 3, NoncurrentVersionExpiration: { NoncurrentDays: 1 } },
          { ExpiredObjectDeleteMarker: true },
        ],
      },
    });
    expect(folder).not.toHaveProperty('CorsConfiguration');
  });

  const policy = Object.values(template.findResources('AWS::S3::BucketPolicy'))
    .map(({ Properties }) => Properties as { Bucket: { Ref: string }; PolicyDocument: { Statement: Statement[] } })
    .find(({ Bucket }) => Bucket.Ref === idOf('S3::Bucket', 'DropFolder'));
  const put = (headers: Record<string, string>) =>
    isDenied(policy?.PolicyDocument.Statement ?? [], {
      action: 's3:PutObject',
      resource: `${bucket}/export.zip`,
      context: { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.2', ...headers },
    });

  test.each([
    ['that names no key', {}, false],
    [
      'under its key',
      { 's3:x-amz-server-side-encryption': 'aws:kms', 's3:x-amz-server-side-encryption-aws-kms-key-id': key },
      false,
    ],
    [
      'under another',
      { 's3:x-amz-server-side-encryption': 'aws:kms', 's3:x-amz-server-side-encryption-aws-kms-key-id': 'other' },
      true,
    ],
    ['under Amazon’s', { 's3:x-amz-server-side-encryption': 'aws:kms' }, true],
    ['without KMS', { 's3:x-amz-server-side-encryption': 'AES256' }, true],
  ])('a file %s is refused: %s', (_, headers, refused) => {
    expect(put(headers)).toBe(refused);
  });

  test('a zip in it is taken in, whatever the case of its ending; what cannot be, is kept to look at', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        'detail-type': ['Object Created'],
        detail: {
          bucket: { name: [ref('S3::Bucket', 'DropFolder')] },
          object: { key: [{ suffix: { 'equals-ignore-case': '.zip' } }] },
        },
      },
    });
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: ref('Lambda::Function', 'Drop'),
      DestinationConfig: { OnFailure: { Destination: arn('SQS::Queue', 'FailedImports') } },
    });
  });
});

describe('the function that takes in what was dropped', () => {
  const item = (action: string, partition: string): Request => ({
    action: `dynamodb:${action}`,
    resource: `\${${idOf('DynamoDB::Table', 'Data')}}`,
    context: { 'dynamodb:LeadingKeys': [partition] },
  });
  const object = (action: string, resource: string): Request => ({ action: `s3:${action}`, resource });
  const uploads = `\${${idOf('S3::Bucket', 'Uploads')}}`;

  test('passes exports on, begins imports and tells the trail', () => {
    for (const request of [
      object('GetObject', `${bucket}/any name.zip`),
      object('DeleteObject', `${bucket}/any name.zip`),
      object('PutObject', `${uploads}/imports/0b8ec1fa-95f3-4f0f-a2ee-0d6c6cf2a1e7.zip`),
      item('GetItem', IMPORTS),
      item('PutItem', IMPORTS),
      item('Query', trailKey('2026-11-22', 7)),
      item('PutItem', trailKey('2026-11-22', 7)),
    ]) {
      expect(may(request), JSON.stringify(request)).toBe(true);
    }
  });

  test('can do nothing else', () => {
    for (const request of [
      object('PutObject', `${bucket}/any.zip`),
      object('GetObject', `${uploads}/imports/0b8ec1fa-95f3-4f0f-a2ee-0d6c6cf2a1e7.zip`),
      object('PutObject', `${uploads}/shards/x`),
      item('UpdateItem', IMPORTS),
      item('DeleteItem', trailKey('2026-11-22', 7)),
      item('GetItem', CURRENT_SNAPSHOT.pk),
      item('PutItem', 'USERS'),
    ]) {
      expect(may(request), JSON.stringify(request)).toBe(false);
    }
    const text = JSON.stringify(statements);
    for (const [type, name] of [
      ['KMS::Key', 'NamesKey'],
      ['DynamoDB::Table', 'Keys'],
    ] as const) {
      expect(text).not.toContain(idOf(type, name));
    }
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { afterAll, describe, expect, test } from 'vitest';
import { checkedApp } from '../../infra/aws/checked-app.ts';
import { hmisStack } from '../../infra/aws/stack.ts';
import { parseStage, readStage } from '../../infra/aws/stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'hmis-aws-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const example = readStage('example');
const app = checkedApp(join(folder, 'out'));
const stack = hmisStack(app, { stage: example, dist: bundles(), reportIds: ['active-clients', 'exits'] });
const template = Template.fromStack(stack);

function bundles(): string {
  const dist = join(folder, 'dist');
  for (const name of ['api', 'pii', 'importer']) {
    mkdirSync(join(dist, name), { recursive: true });
    writeFileSync(join(dist, name, 'index.mjs'), `export const handler = () => '${name}';`);
  }
  return dist;
}

/** The logical id of the one resource of a type whose name in the stack begins so. */
function idOf(type: string, name: string): string {
  const ids = Object.keys(template.findResources(type)).filter((id) => new RegExp(`^${name}[0-9A-F]{8}$`).test(id));
  if (ids.length !== 1 || ids[0] === undefined) throw new Error(`${ids.length} resources ${name}`);
  return ids[0];
}

function propertiesOf(type: string, name: string): Record<string, unknown> {
  return template.findResources(type)[idOf(type, name)]?.Properties as Record<string, unknown>;
}

const dataKey = { 'Fn::GetAtt': [idOf('AWS::KMS::Key', 'DataKey'), 'Arn'] };
const underDataKey = { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: dataKey };

describe('the tables', () => {
  const data = propertiesOf('AWS::DynamoDB::Table', 'Data');
  const keys = propertiesOf('AWS::DynamoDB::Table', 'Keys');

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
    expect(propertiesOf('AWS::KMS::Key', name).EnableKeyRotation).toBe(true);
  });

  test('the key of version ids can only make and check codes', () => {
    expect(propertiesOf('AWS::KMS::Key', 'VersionMacKey')).toMatchObject({
      KeySpec: 'HMAC_256',
      KeyUsage: 'GENERATE_VERIFY_MAC',
    });
  });

  test('no table and no bucket is under the key of names', () => {
    const namesKey = idOf('AWS::KMS::Key', 'NamesKey');
    for (const type of ['AWS::DynamoDB::Table', 'AWS::S3::Bucket']) {
      expect(JSON.stringify(template.findResources(type))).not.toContain(namesKey);
    }
  });
});

describe('the uploads', () => {
  const uploads = propertiesOf('AWS::S3::Bucket', 'Uploads');

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

  test('they and their old versions are gone after seven days', () => {
    expect(uploads.LifecycleConfiguration).toMatchObject({
      Rules: [
        { Status: 'Enabled', ExpirationInDays: 7, NoncurrentVersionExpiration: { NoncurrentDays: 7 } },
        { Status: 'Enabled', ExpiredObjectDeleteMarker: true },
      ],
    });
  });

  test('who reached for them is logged', () => {
    expect(uploads.LoggingConfiguration).toMatchObject({
      DestinationBucketName: { Ref: idOf('AWS::S3::Bucket', 'AccessLogs') },
    });
  });

  test('no web page may read or write them', () => {
    expect(uploads).not.toHaveProperty('CorsConfiguration');
  });

  test('an upload starts its import, and nothing else in the bucket does', () => {
    expect(uploads.NotificationConfiguration).toEqual({ EventBridgeConfiguration: { EventBridgeEnabled: true } });
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: {
          bucket: { name: [{ Ref: idOf('AWS::S3::Bucket', 'Uploads') }] },
          object: { key: [{ prefix: 'imports/' }] },
        },
      },
      State: 'ENABLED',
      Targets: [
        Match.objectLike({
          Arn: { 'Fn::GetAtt': [idOf('AWS::Lambda::Function', 'Importer'), 'Arn'] },
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': [idOf('AWS::SQS::Queue', 'FailedImports'), 'Arn'] } },
        }),
      ],
    });
  });

  test('an import that died twice is kept for someone to look at', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: idOf('AWS::Lambda::Function', 'Importer') },
      MaximumRetryAttempts: 1,
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': [idOf('AWS::SQS::Queue', 'FailedImports'), 'Arn'] } },
      },
    });
  });
});

describe('the functions', () => {
  test.each([
    ['Api', { MemorySize: 1769, Timeout: 30 }],
    ['Pii', { MemorySize: 1769, Timeout: 30 }],
    ['Importer', { MemorySize: 3008, Timeout: 900, EphemeralStorage: { Size: 4096 } }],
  ])('%s runs on Node 24, on ARM, with its own role, code and log', (name, size) => {
    expect(propertiesOf('AWS::Lambda::Function', name)).toMatchObject({
      ...size,
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      Role: { 'Fn::GetAtt': [idOf('AWS::IAM::Role', `${name}Role`), 'Arn'] },
      LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: idOf('AWS::Logs::LogGroup', `${name}Log`) } },
    });
    const codes = Object.values(template.findResources('AWS::Lambda::Function')).map((f) =>
      JSON.stringify(f.Properties.Code),
    );
    expect(new Set(codes).size).toBe(3);
  });

  test('no other function is in the stack', () => {
    template.resourceCountIs('AWS::Lambda::Function', 3);
  });

  test('every log ends', () => {
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 400 });
  });

  const environmentOf = (name: string) =>
    (propertiesOf('AWS::Lambda::Function', name).Environment as { Variables: Record<string, unknown> }).Variables;

  test('they know their deployment', () => {
    for (const name of ['Api', 'Pii', 'Importer']) {
      expect(environmentOf(name)).toMatchObject({
        HMIS_DEPLOYMENT: 'example',
        HMIS_TIME_ZONE: 'America/Chicago',
        HMIS_TENANTS: example.tenants.join(','),
        HMIS_AUDIENCE: example.audience,
        HMIS_CLIENT_IDS: example.clientIds.join(','),
        HMIS_REPORTS: 'active-clients,exits',
        HMIS_TABLE: { Ref: idOf('AWS::DynamoDB::Table', 'Data') },
        HMIS_KEYS_TABLE: { Ref: idOf('AWS::DynamoDB::Table', 'Keys') },
        HMIS_UPLOADS_BUCKET: { Ref: idOf('AWS::S3::Bucket', 'Uploads') },
        HMIS_UPLOADS_KEY_ID: dataKey,
      });
    }
  });

  test('only those that open names are told their key, and only the importer the one of version ids', () => {
    const told = (variable: string) =>
      ['Api', 'Pii', 'Importer'].filter((name) => environmentOf(name)[variable] !== undefined);
    expect(told('HMIS_NAMES_KEY_ID')).toEqual(['Pii', 'Importer']);
    expect(told('HMIS_VERSION_MAC_KEY_ID')).toEqual(['Importer']);
  });
});

describe('the HTTP API', () => {
  const targetOf = (route: string) => {
    const { Target } = Object.values(template.findResources('AWS::ApiGatewayV2::Route')).find(
      ({ Properties }) => Properties.RouteKey === route,
    )?.Properties as { Target: { 'Fn::Join': [string, [string, { Ref: string }]] } };
    const integration = template.findResources('AWS::ApiGatewayV2::Integration')[Target['Fn::Join'][1][1].Ref];
    return integration?.Properties as { IntegrationUri: unknown; PayloadFormatVersion: string };
  };

  test.each([
    ['ANY /v1/{proxy+}', 'Api'],
    ['ANY /v1/pii/{proxy+}', 'Pii'],
  ])('%s is answered by %s', (route, name) => {
    expect(targetOf(route)).toMatchObject({
      IntegrationUri: { 'Fn::GetAtt': [idOf('AWS::Lambda::Function', name), 'Arn'] },
      PayloadFormatVersion: '2.0',
    });
  });

  test('there is no third route, and no other page may call it', () => {
    template.resourceCountIs('AWS::ApiGatewayV2::Route', 2);
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', { CorsConfiguration: Match.absent() });
  });

  test('too many calls are turned away before they cost anything', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
    });
  });

  test('every call is logged, without its path, its query and who called', () => {
    const [stage] = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'));
    const { DestinationArn, Format } = stage?.Properties.AccessLogSettings as {
      DestinationArn: unknown;
      Format: string;
    };
    expect(DestinationArn).toEqual({ 'Fn::GetAtt': [idOf('AWS::Logs::LogGroup', 'AccessLog'), 'Arn'] });
    expect(Object.values(JSON.parse(Format) as Record<string, string>).sort()).toEqual([
      '$context.error.responseType',
      '$context.httpMethod',
      '$context.identity.sourceIp',
      '$context.identity.userAgent',
      '$context.integrationStatus',
      '$context.requestId',
      '$context.requestTime',
      '$context.responseLatency',
      '$context.responseLength',
      '$context.routeKey',
      '$context.status',
    ]);
  });
});

describe('the checks at synthesis', () => {
  test('the stack has no finding that was not acknowledged', () => {
    expect(() => app.synth()).not.toThrow();
  });

  test('a bucket that takes calls without TLS stops it', () => {
    const careless = checkedApp(join(folder, 'careless'));
    const bare = hmisStack(careless, { stage: example, dist: bundles(), reportIds: [] });
    new Bucket(bare, 'Bare');
    expect(() => careless.synth()).toThrow(/Validation failed/);
  });

  test('the stack cannot be deleted by mistake', () => {
    expect(stack.terminationProtection).toBe(true);
  });
});

describe("a stage's settings", () => {
  test('an account and a region may be given', () => {
    const given = { ...example, account: '123456789012', region: 'us-east-2' };
    expect(parseStage(given)).toEqual(given);
  });

  test.each([
    ['timeZone', 'America/Springfield'],
    ['tenants', []],
    ['tenants', ['contoso.example']],
    ['tenants', ['11111111-1111-4111-8111-11111111111A']],
    ['audience', 'api://hmis-sheets'],
    ['clientIds', []],
    ['deployment', 'Example'],
    ['account', '1234'],
    ['region', 'Ohio'],
    ['cocCode', 'IL-500'],
  ])('%s of %j is refused by name', (field, value) => {
    expect(() => parseStage({ ...example, [field]: value })).toThrow(field);
  });

  test('a stage is a file of its folder and nothing outside of it', () => {
    expect(() => readStage('../../package')).toThrow(/named by/);
    expect(() => readStage('nowhere')).toThrow(/nowhere/);
  });
});

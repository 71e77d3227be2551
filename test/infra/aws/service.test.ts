import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { readStage } from '../../../infra/aws/stage.ts';
import { BUNDLES } from '../../../infra/bundles.ts';
import { exampleTemplate, synthesize } from './example.ts';

const example = readStage('example');

const { template, isProtected, propertiesOf, ref, arn, all } = exampleTemplate();

describe('the functions', () => {
  test.each([
    ['Api', { MemorySize: 1769, Timeout: 30 }],
    ['Pii', { MemorySize: 1769, Timeout: 30 }],
    ['FileWorker', { MemorySize: 1769, Timeout: 900 }],
    ['Importer', { MemorySize: 3008, Timeout: 900, EphemeralStorage: { Size: 4096 } }],
    ['Sweep', { MemorySize: 512, Timeout: 900 }],
    ['Digest', { MemorySize: 512, Timeout: 900 }],
    ['TurnSecret', { MemorySize: 256, Timeout: 900 }],
  ])('%s runs on Node 24, on ARM, with its own role, code and log', (name, size) => {
    expect(propertiesOf('Lambda::Function', name)).toMatchObject({
      ...size,
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      Role: arn('IAM::Role', `${name}Role`),
      LoggingConfig: { LogFormat: 'JSON', LogGroup: ref('Logs::LogGroup', `${name}Log`) },
    });
    const codes = all('Lambda::Function').map(({ Code }) => JSON.stringify(Code));
    expect(new Set(codes).size).toBe(BUNDLES.length);
  });

  test('each bundle is a function, and no other function is in the stack', () => {
    template.resourceCountIs('AWS::Lambda::Function', BUNDLES.length);
  });

  test('every log ends', () => {
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 400 });
  });

  const environmentOf = (name: string) =>
    (propertiesOf('Lambda::Function', name).Environment as { Variables: Record<string, unknown> }).Variables;

  test('all know their deployment and its table', () => {
    for (const name of ['Api', 'Pii', 'Importer', 'FileWorker']) {
      expect(environmentOf(name)).toMatchObject({
        HMIS_DEPLOYMENT: 'example',
        HMIS_TABLE: ref('DynamoDB::Table', 'Data'),
      });
    }
  });

  test('the table of keys is told to those that open names, and the uploads to those that take them', () => {
    for (const name of ['Pii', 'Importer', 'FileWorker']) {
      expect(environmentOf(name)).toMatchObject({ HMIS_KEYS_TABLE: ref('DynamoDB::Table', 'Keys') });
    }
    expect(environmentOf('Api')).not.toHaveProperty('HMIS_KEYS_TABLE');
    for (const name of ['Api', 'Importer', 'Drop']) {
      expect(environmentOf(name)).toMatchObject({
        HMIS_UPLOADS_BUCKET: ref('S3::Bucket', 'Uploads'),
        HMIS_UPLOADS_KEY_ID: arn('KMS::Key', 'DataKey'),
      });
    }
    for (const name of ['Pii', 'FileWorker']) expect(environmentOf(name)).not.toHaveProperty('HMIS_UPLOADS_BUCKET');
  });

  test('those that answer know whom to believe, which day it is, and the reports there are', () => {
    for (const name of ['Api', 'Pii']) {
      expect(environmentOf(name)).toMatchObject({
        HMIS_TIME_ZONE: 'America/Chicago',
        HMIS_TENANTS: example.tenants.join(','),
        HMIS_AUDIENCE: example.audience,
        HMIS_CLIENT_IDS: example.clientIds.join(','),
        HMIS_REPORTS: 'active-clients,exits',
      });
    }
  });

  test('those that answer know where the secret of the distribution is', () => {
    for (const name of ['Api', 'Pii']) {
      expect(environmentOf(name)).toMatchObject({
        HMIS_ORIGIN_SECRET_ID: ref('SecretsManager::Secret', 'OriginSecret'),
      });
    }
  });

  test('only those that open names are told their key, and only the importer the one of version ids', () => {
    const told = (variable: string) =>
      ['Api', 'Pii', 'Importer', 'FileWorker'].filter((name) => environmentOf(name)[variable] !== undefined);
    expect(told('HMIS_NAMES_KEY_ID')).toEqual(['Pii', 'Importer', 'FileWorker']);
    expect(told('HMIS_PASSWORDS_KEY_ID')).toEqual(['Api', 'Pii', 'FileWorker']);
    expect(told('HMIS_VERSION_MAC_KEY_ID')).toEqual(['Importer']);
  });
});

describe('the queue of validation files', () => {
  test('is longer in a worker’s hands than the worker can run, and keeps apart what killed its workers', () => {
    expect(propertiesOf('SQS::Queue', 'FilesToMake')).toMatchObject({
      VisibilityTimeout: 960,
      MessageRetentionPeriod: 86_400,
      SqsManagedSseEnabled: true,
      RedrivePolicy: { deadLetterTargetArn: arn('SQS::Queue', 'FailedFiles'), maxReceiveCount: 6 },
    });
  });

  test('gives its worker one job at a time, four workers at once', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionName: ref('Lambda::Function', 'FileWorker'),
      EventSourceArn: arn('SQS::Queue', 'FilesToMake'),
      BatchSize: 1,
      ScalingConfig: { MaximumConcurrency: 4 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });
});

describe('the HTTP API', () => {
  const targetOf = (route: string) => {
    const { Target } = all('ApiGatewayV2::Route').find(({ RouteKey }) => RouteKey === route) ?? {};
    const integrations = Object.entries(template.findResources('AWS::ApiGatewayV2::Integration'));
    return integrations.find(([id]) => JSON.stringify(Target).includes(`"${id}"`))?.[1].Properties as unknown;
  };

  test.each([
    ['ANY /v1/{proxy+}', 'Api'],
    ['ANY /v1/pii/{proxy+}', 'Pii'],
  ])('%s is answered by %s', (route, name) => {
    expect(targetOf(route)).toMatchObject({
      IntegrationUri: arn('Lambda::Function', name),
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
    const settings = all('ApiGatewayV2::Stage').map((stage) => stage.AccessLogSettings as Record<string, string>);
    expect(settings.map(({ DestinationArn }) => DestinationArn)).toEqual([arn('Logs::LogGroup', 'AccessLog')]);
    expect(Object.values(JSON.parse(settings[0]?.Format ?? '') as Record<string, string>).sort()).toEqual([
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
    expect(synthesize()).toEqual({ status: 0, said: '' });
  });

  test('a bucket that takes calls without TLS stops it', () => {
    const { status, said } = synthesize('careless');
    expect(status).not.toBe(0);
    expect(said).toContain('AwsSolutions-S10');
  });

  test('the stack cannot be deleted by mistake', () => {
    expect(isProtected).toBe(true);
  });
});

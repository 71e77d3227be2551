import { describe, expect, test } from 'vitest';
import { readStage } from '../../../infra/aws/stage.ts';
import { FIXED } from '../../../infra/costs/estimate.ts';
import { exampleTemplate } from './example.ts';

const stage = readStage('example');
const { template, propertiesOf, idOf, ref, arn, all } = exampleTemplate();
const topic = ref('SNS::Topic', 'Alarms');

test('what a month costs counts the parts that are there', () => {
  const plain = exampleTemplate('HmisSheets-example', 'plain');
  const count = (type: string) => plain.all(type).length;
  // The stack in us-east-1 has a key of its own.
  expect(FIXED).toEqual({
    keys: count('KMS::Key') + 1,
    secrets: count('SecretsManager::Secret'),
    alarms: count('CloudWatch::Alarm'),
    ownMetrics: count('Logs::MetricFilter'),
  });
});

describe('every alarm', () => {
  test('tells the stage’s address, and tells when it is over', () => {
    const alarms = all('CloudWatch::Alarm');
    expect(alarms.length).toBeGreaterThan(15);
    for (const { AlarmActions, OKActions } of alarms) {
      expect({ AlarmActions, OKActions }).toEqual({ AlarmActions: [topic], OKActions: [topic] });
    }
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: stage.alarms.email });
  });

  test('says in words what is wrong', () => {
    for (const { AlarmDescription } of all('CloudWatch::Alarm')) expect(AlarmDescription).toMatch(/^[A-Z].*\.$/);
  });

  test('goes through a topic under a key that CloudWatch may use', () => {
    expect(propertiesOf('SNS::Topic', 'Alarms').KmsMasterKeyId).toEqual(arn('KMS::Key', 'OperationsKey'));
    const { KeyPolicy } = propertiesOf('KMS::Key', 'OperationsKey') as {
      KeyPolicy: { Statement: Record<string, unknown>[] };
    };
    expect(KeyPolicy.Statement).toContainEqual(
      expect.objectContaining({
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      }),
    );
  });
});

describe('there is an alarm for', () => {
  const functions = Object.entries(template.findResources('AWS::Lambda::Function')).map(([id]) => id);

  test.each(['Errors', 'Throttles'])('%s of every function', (MetricName) => {
    const watched = all('CloudWatch::Alarm')
      .filter((alarm) => alarm.MetricName === MetricName && alarm.Namespace === 'AWS/Lambda')
      .map(({ Dimensions }) => (Dimensions as { Value: { Ref: string } }[])[0]?.Value.Ref);
    expect(watched.sort()).toEqual(functions.sort());
  });

  test('every queue that something ends in', () => {
    const queues = Object.entries(template.findResources('AWS::SQS::Queue'));
    const dead = queues.map(([id]) => id).filter((id) => id.startsWith('Failed'));
    expect(dead.length).toBeGreaterThan(0);
    const watched = JSON.stringify(
      all('CloudWatch::Alarm').filter(({ MetricName }) => MetricName === 'ApproximateNumberOfMessagesVisible'),
    );
    for (const id of dead) expect(watched).toContain(id);
  });

  test('answers that take over ten seconds, faults, and tables that turn calls away', () => {
    expect(propertiesOf('CloudWatch::Alarm', 'SlowAlarm')).toMatchObject({
      ExtendedStatistic: 'p95',
      MetricName: 'Latency',
      Threshold: 10_000,
    });
    expect(propertiesOf('CloudWatch::Alarm', 'FaultsAlarm')).toMatchObject({ MetricName: '5xx' });
    for (const name of ['Data', 'Keys']) propertiesOf('CloudWatch::Alarm', `${name}ThrottledAlarm`);
  });

  test('36 hours without a new export; hours without a word count as hours without one', () => {
    expect(propertiesOf('CloudWatch::Alarm', 'NoNewExportAlarm')).toMatchObject({
      MetricName: 'NewExports',
      Period: 3_600,
      EvaluationPeriods: 36,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  test('a month that costs more than the stage says', () => {
    expect(propertiesOf('Budgets::Budget', 'Budget')).toMatchObject({
      Budget: { BudgetLimit: { Amount: stage.alarms.monthlyBudget, Unit: 'USD' }, TimeUnit: 'MONTHLY' },
    });
  });
});

describe('what the functions log is counted', () => {
  test.each([
    ['NewExports', '($.message = "import") && ($.state = "done") && ($.unchanged IS FALSE)'],
    ['RefusedImports', '($.message = "import") && (($.state = "refused") || ($.state = "failed"))'],
    ['TrailFaults', '$.message = "trailFault"'],
  ])('%s', (name, pattern) => {
    const { FilterPattern } = propertiesOf('Logs::MetricFilter', `${name}Lines`);
    expect(String(FilterPattern).replaceAll(/\s+/g, ' ')).toContain(pattern);
  });
});

describe('the logs', () => {
  test('all lie under the key of operations, and last as long as the stage says', () => {
    template.allResourcesProperties('AWS::Logs::LogGroup', {
      KmsKeyId: arn('KMS::Key', 'OperationsKey'),
      RetentionInDays: stage.retention.logDays,
    });
  });
});

describe('the digests of the trail', () => {
  const digests = propertiesOf('S3::Bucket', 'Digests');

  test('can be changed or deleted by nobody until their years are over', () => {
    expect(digests).toMatchObject({
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: stage.retention.digestYears * 365 } },
      },
      VersioningConfiguration: { Status: 'Enabled' },
    });
  });

  test('are gone the day after', () => {
    expect(digests.LifecycleConfiguration).toMatchObject({
      Rules: [{ ExpirationInDays: stage.retention.digestYears * 365 + 1 }],
    });
  });

  test('lie under the key of operations, which outlives the data', () => {
    expect(JSON.stringify(digests.BucketEncryption)).toContain(idOf('KMS::Key', 'OperationsKey'));
  });
});

describe('every day', () => {
  test.each([
    ['Sweep', 'cron(20 0 * * ? *)'],
    ['Digest', 'cron(40 0 * * ? *)'],
  ])('%s is called', (name, ScheduleExpression) => {
    expect(propertiesOf('Events::Rule', `${name}Daily`)).toMatchObject({
      ScheduleExpression,
      State: 'ENABLED',
      Targets: [expect.objectContaining({ Arn: arn('Lambda::Function', name) })],
    });
  });
});

describe('every bucket', () => {
  test('takes calls over TLS 1.2 and newer only', () => {
    const policies = all('S3::BucketPolicy') as unknown as {
      Bucket: { Ref: string };
      PolicyDocument: { Statement: { Effect: string; Condition?: Record<string, Record<string, unknown>> }[] };
    }[];
    const buckets = Object.keys(template.findResources('AWS::S3::Bucket')).sort();
    expect(policies.map(({ Bucket }) => Bucket.Ref).sort()).toEqual(buckets);
    for (const { PolicyDocument } of policies) {
      const denials = PolicyDocument.Statement.filter(({ Effect }) => Effect === 'Deny').map(
        ({ Condition }) => Condition,
      );
      expect(denials).toContainEqual({ Bool: { 'aws:SecureTransport': 'false' } });
      expect(denials).toContainEqual({ NumericLessThan: { 's3:TlsVersion': 1.2 } });
    }
  });
});

describe('every key', () => {
  test('is in the hands of the account, and of AWS’s services under a condition', () => {
    for (const { KeyPolicy } of all('KMS::Key') as unknown as {
      KeyPolicy: { Statement: { Principal: Record<string, unknown>; Condition?: object }[] };
    }[]) {
      for (const { Principal, Condition } of KeyPolicy.Statement) {
        const isAccount = JSON.stringify(Principal.AWS ?? '').includes(':root');
        expect(isAccount || Condition !== undefined).toBe(true);
        expect(JSON.stringify(Principal)).not.toContain('"*"');
      }
    }
  });
});

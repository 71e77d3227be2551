import { Aws, Duration, type Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, type IFilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Stage } from './stage.ts';

/** A page may take 30 s; a person who waits for more than this each time calls somebody. */
const SLOW = Duration.seconds(10);
const FIVE_MINUTES = Duration.minutes(5);
const HOUR = Duration.hours(1);

export interface Watched {
  readonly stage: Stage;
  readonly key: Key;
  readonly api: HttpApi;
  readonly tables: Readonly<Record<string, Table>>;
  readonly functions: Readonly<Record<string, LambdaFunction>>;
  readonly importer: LambdaFunction;
  /** Finds the schedules that are due. */
  readonly scheduler: LambdaFunction;
  readonly digest: LambdaFunction;
  /** Where what could not be done is kept for someone to look at. */
  readonly deadLetters: Readonly<Record<string, Queue>>;
  readonly largeImports: StateMachine;
}

/** The deployment's own counts, made of lines of its logs. */
export interface OwnMetrics {
  readonly newExports: Metric;
  readonly refusedImports: Metric;
  readonly trailFaults: Metric;
}

/** Tells the stage's address when something is wrong; there is an alarm for each thing a person would have to do. */
export function alarms(stack: Stack, watched: Watched): OwnMetrics {
  const { stage, api, tables, functions, deadLetters, largeImports } = watched;
  const told = new SnsAction(alarmsTopic(stack, watched));
  const own = ownMetrics(stack, watched);
  const alarm = (id: string, alarmDescription: string, metric: IMetric, props: Partial<AlarmProps> = {}) => {
    const made = new Alarm(stack, `${id}Alarm`, {
      alarmDescription,
      metric,
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...props,
    });
    made.addAlarmAction(told);
    made.addOkAction(told);
  };

  for (const [name, each] of Object.entries(functions)) {
    alarm(`${name}Errors`, `${name} broke off. Its log says where.`, each.metricErrors({ period: FIVE_MINUTES }));
    alarm(
      `${name}Throttles`,
      `${name} was asked for oftener than the account may run functions at once. Ask AWS for more.`,
      each.metricThrottles({ period: FIVE_MINUTES }),
    );
  }
  alarm(
    'Faults',
    'People got answers with a fault of the service. The log of Api or Pii has the lines "refused" with code Internal or Busy.',
    api.metricServerError({ period: FIVE_MINUTES, statistic: 'Sum' }),
    { threshold: 5 },
  );
  alarm(
    'Slow',
    'One answer in twenty took over 10 s for a quarter of an hour.',
    api.metricLatency({ period: FIVE_MINUTES, statistic: 'p95' }),
    { threshold: SLOW.toMilliseconds(), evaluationPeriods: 3 },
  );
  for (const [name, table] of Object.entries(tables)) {
    alarm(`${name}Throttled`, `DynamoDB turned calls of the table ${name} away.`, throttled(table), { threshold: 10 });
  }
  for (const [name, queue] of Object.entries(deadLetters)) {
    alarm(
      name,
      'Something could not be done, and waits in the queue for someone to look at.',
      queue.metricApproximateNumberOfMessagesVisible({ period: FIVE_MINUTES, statistic: 'Maximum' }),
    );
  }
  alarm(
    'LargeImports',
    'An import in steps broke off, and could not say so itself. The lists show the data of before.',
    brokeOff(largeImports),
  );
  const hours = stage.alarms.newExportHours;
  alarm('NoNewExport', `No new export came in for ${hours} hours: the lists grow old.`, own.newExports, {
    evaluationPeriods: hours,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.BREACHING,
  });
  alarm('ImportRefused', 'An export was refused or its import failed. `hmis import` says why.', own.refusedImports);
  alarm(
    'TrailFault',
    'The audit trail has a link that does not hold. See "The audit trail" of the manual.',
    own.trailFaults,
  );
  alarm(
    'SchedulesStill',
    'Nobody has looked for schedules that are due for half an hour: their files are late.',
    watched.scheduler.metricInvocations({ period: Duration.minutes(30) }),
    {
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
    },
  );
  budget(stack, stage);
  return own;
}

function throttled({ tableName: TableName }: Table): IMetric {
  const events = (metricName: string) =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: { TableName },
      statistic: 'Sum',
      period: FIVE_MINUTES,
    });
  return new MathExpression({
    expression: 'FILL(reads, 0) + FILL(writes, 0)',
    usingMetrics: { reads: events('ReadThrottleEvents'), writes: events('WriteThrottleEvents') },
    period: FIVE_MINUTES,
  });
}

function brokeOff(machine: StateMachine): IMetric {
  const usingMetrics = {
    failed: machine.metricFailed({ period: FIVE_MINUTES }),
    late: machine.metricTimedOut({ period: FIVE_MINUTES }),
  };
  return new MathExpression({ expression: 'FILL(failed, 0) + FILL(late, 0)', usingMetrics, period: FIVE_MINUTES });
}

/** Each is a line that a function writes to its log in this form: `functions/api/lambda/`. */
function ownMetrics(stack: Stack, { stage, importer, digest }: Watched): OwnMetrics {
  const counted = (
    metricName: string,
    { logGroup }: LambdaFunction,
    filterPattern: IFilterPattern,
    period: Duration,
  ) => {
    const metricNamespace = `HmisSheets/${stage.deployment}`;
    new MetricFilter(stack, `${metricName}Lines`, { logGroup, filterPattern, metricNamespace, metricName });
    return new Metric({ namespace: metricNamespace, metricName, statistic: 'Sum', period });
  };
  const line = FilterPattern.stringValue('$.message', '=', 'import');
  const ended = (state: string) => FilterPattern.stringValue('$.state', '=', state);
  return {
    newExports: counted(
      'NewExports',
      importer,
      FilterPattern.all(line, ended('done'), FilterPattern.booleanValue('$.unchanged', false)),
      HOUR,
    ),
    refusedImports: counted(
      'RefusedImports',
      importer,
      FilterPattern.all(line, FilterPattern.any(ended('refused'), ended('failed'))),
      FIVE_MINUTES,
    ),
    trailFaults: counted(
      'TrailFaults',
      digest,
      FilterPattern.stringValue('$.message', '=', 'trailFault'),
      FIVE_MINUTES,
    ),
  };
}

function alarmsTopic(stack: Stack, { stage, key }: Watched): Topic {
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'Alarms',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  const topic = new Topic(stack, 'Alarms', {
    displayName: `HMIS Sheets ${stage.deployment}`,
    masterKey: key,
    enforceSSL: true,
  });
  topic.addSubscription(new EmailSubscription(stage.alarms.email));
  return topic;
}

/** AWS counts what an account costs, and not what a stack does, unless the account's owner has it count by a tag. */
function budget(stack: Stack, { deployment, alarms: { email, monthlyBudget } }: Stage): void {
  const told = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
    notification: { notificationType, threshold, thresholdType: 'PERCENTAGE', comparisonOperator: 'GREATER_THAN' },
    subscribers: [{ subscriptionType: 'EMAIL', address: email }],
  });
  new CfnBudget(stack, 'Budget', {
    budget: {
      budgetName: `hmis-sheets-${deployment}`,
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: monthlyBudget, unit: 'USD' },
    },
    notificationsWithSubscribers: [told('ACTUAL', 80), told('FORECASTED', 100)],
  });
}

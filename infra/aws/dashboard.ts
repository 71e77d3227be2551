import { Duration, type Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Dashboard, GraphWidget, type IMetric, Metric, SingleValueWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { OwnMetrics } from './alarms.ts';

const FIVE_MINUTES = Duration.minutes(5);
const DAY = Duration.days(1);
const HALF = 12;

export interface Shown {
  readonly deployment: string;
  readonly api: HttpApi;
  readonly data: Table;
  readonly functions: Readonly<Record<string, LambdaFunction>>;
  readonly own: OwnMetrics;
}

/** One page for whoever looks after the deployment: calls, how long they take, imports, the table. */
export function dashboard(stack: Stack, { deployment, api, data, functions, own }: Shown): void {
  const each = (metric: (one: LambdaFunction, label: string) => IMetric) =>
    Object.entries(functions).map(([name, one]) => metric(one, name));
  const units = (metricName: string) =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: { TableName: data.tableName },
      statistic: 'Sum',
      period: FIVE_MINUTES,
    });
  const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: HALF });
  new Dashboard(stack, 'Dashboard', {
    dashboardName: `hmis-sheets-${deployment}`,
    defaultInterval: Duration.days(7),
    widgets: [
      [
        new SingleValueWidget({
          title: 'Imports of a day',
          metrics: [own.newExports, own.refusedImports].map((metric) => metric.with({ period: DAY })),
          width: HALF,
        }),
        graph('Calls', [
          api.metricCount({ period: FIVE_MINUTES, statistic: 'Sum' }),
          api.metricClientError({ period: FIVE_MINUTES, statistic: 'Sum' }),
          api.metricServerError({ period: FIVE_MINUTES, statistic: 'Sum' }),
        ]),
      ],
      [
        graph(
          'How long an answer takes, in ms',
          ['p50', 'p95', 'p99'].map((statistic) => api.metricLatency({ period: FIVE_MINUTES, statistic })),
        ),
        graph(
          'How long each function works, p95 in ms',
          each((one, label) => one.metricDuration({ period: FIVE_MINUTES, statistic: 'p95', label })),
        ),
      ],
      [
        graph(
          'Functions that broke off',
          each((one, label) => one.metricErrors({ period: FIVE_MINUTES, label })),
        ),
        graph('Capacity units of the data table', [
          units('ConsumedReadCapacityUnits'),
          units('ConsumedWriteCapacityUnits'),
        ]),
      ],
    ],
  });
}

import { type App, Aws, CfnParameter, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Effect, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  CfnDelivery,
  CfnDeliveryDestination,
  CfnDeliverySource,
  CfnResourcePolicy,
  LogGroup,
} from 'aws-cdk-lib/aws-logs';
import { keepLogs, operationsKey } from './operations-key.ts';
import { edgeLogsStackName } from './outputs.ts';
import type { Stage } from './stage.ts';

/**
 * Fields of a line, and none beside: no query (Office tells in it what it is, anyone can put anything there), no cookie, no
 * referrer.
 */
const FIELDS = [
  'date',
  'time',
  'x-edge-location',
  'c-ip',
  'cs-method',
  'cs-uri-stem',
  'sc-status',
  'sc-bytes',
  'time-taken',
  'x-edge-result-type',
  'x-edge-request-id',
  'ssl-protocol',
  'ssl-cipher',
  'cs-protocol-version',
  'cs(User-Agent)',
];

/**
 * Who asked CloudFront for what. CloudFront sends its logs from us-east-1 only, so this is a stack of its own, deployed
 * after the other, whose distribution it is told.
 */
export function edgeLogsStack(app: App, { deployment, account, retention }: Stage): Stack {
  const stack = new Stack(app, edgeLogsStackName(deployment), {
    description: `HMIS Sheets, deployment ${deployment}: the logs of its distribution`,
    env: { ...(account === undefined ? {} : { account }), region: 'us-east-1' },
  });
  const distributionId = new CfnParameter(stack, 'DistributionId', { description: "The other stack's output" });
  const log = new LogGroup(stack, 'EdgeLog', { removalPolicy: RemovalPolicy.RETAIN });
  const delivered = new CfnResourcePolicy(stack, 'Delivered', {
    policyName: `hmis-sheets-${deployment}-edge-logs`,
    policyDocument: stack.toJsonString(
      new PolicyDocument({
        statements: [
          new PolicyStatement({
            effect: Effect.ALLOW,
            principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
            actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            resources: [`${log.logGroupArn}:log-stream:*`],
          }),
        ],
      }),
    ),
  });
  const source = new CfnDeliverySource(stack, 'Source', {
    name: `hmis-sheets-${deployment}`,
    logType: 'ACCESS_LOGS',
    resourceArn: `arn:${Aws.PARTITION}:cloudfront::${Aws.ACCOUNT_ID}:distribution/${distributionId.valueAsString}`,
  });
  const destination = new CfnDeliveryDestination(stack, 'Destination', {
    name: `hmis-sheets-${deployment}`,
    destinationResourceArn: log.logGroupArn,
    outputFormat: 'json',
  });
  const delivery = new CfnDelivery(stack, 'Delivery', {
    deliverySourceName: source.name,
    deliveryDestinationArn: destination.attrArn,
    recordFields: FIELDS,
  });
  for (const needed of [delivered, source]) delivery.addResourceDependency(needed);
  keepLogs(stack, operationsKey(stack, `${deployment}-edge`), retention);
  return stack;
}

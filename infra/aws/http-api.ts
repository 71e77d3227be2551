import { RemovalPolicy, type Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';

/** Requests a second, and at once, that the whole deployment takes; more get 429. A sheet fetches 4 to 6 pages at a time. */
const THROTTLE = { rateLimit: 50, burstLimit: 100 };

/** Never the path or the query: anyone can put anything there. The function logs which route it was. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  sourceIp: '$context.identity.sourceIp',
  userAgent: '$context.identity.userAgent',
  method: '$context.httpMethod',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  milliseconds: '$context.responseLatency',
  integrationStatus: '$context.integrationStatus',
  error: '$context.error.responseType',
};

/**
 * The way in: `/v1/pii/` goes to the function that may open names, everything else under `/v1/` to the one that cannot.
 * The longer route wins whatever the method is, so both take every method and the functions refuse.
 */
export function httpApi(
  stack: Stack,
  { api, pii }: { readonly api: LambdaFunction; readonly pii: LambdaFunction },
): HttpApi {
  const gateway = new HttpApi(stack, 'HttpApi', { apiName: stack.stackName, createDefaultStage: false });
  const routes = [
    ...gateway.addRoutes({
      path: '/v1/{proxy+}',
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration('ToApi', api),
    }),
    ...gateway.addRoutes({
      path: '/v1/pii/{proxy+}',
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration('ToPii', pii),
    }),
  ];
  for (const route of routes) {
    Validations.of(route).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason:
        'The handler checks every token: an authorizer of API Gateway knows one issuer, and our people come from several tenants and have rights of their own.',
    });
  }
  const accessLog = new LogGroup(stack, 'AccessLog', { removalPolicy: RemovalPolicy.RETAIN });
  new HttpStage(stack, 'HttpStage', {
    httpApi: gateway,
    stageName: '$default',
    autoDeploy: true,
    throttle: THROTTLE,
    detailedMetricsEnabled: true,
    accessLogSettings: {
      destination: new LogGroupLogDestination(accessLog),
      format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
    },
  });
  return gateway;
}

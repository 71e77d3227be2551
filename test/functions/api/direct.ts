import { S3Client } from '@aws-sdk/client-s3';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { createVerifier } from '../../../functions/access/verify.ts';
import { createHandler, type Handler, OTHER_ROUTES } from '../../../functions/api/handler.ts';
import { PAGE_ROWS, type Service } from '../../../functions/api/service.ts';
import type { Dynamo } from '../../../functions/snapshot/dynamo.ts';
import { reportIds } from '../../../infra/report-ids.ts';
import type { RouteName } from '../../../shared/contract/routes.ts';
import type { LogLine } from '../../service.ts';
import { entraWith, type SigningKey } from '../access/tokens.ts';

/** A handler over a table with people of our own tenant, without HTTP around it. */
export function handlerOver(
  dynamo: Dynamo,
  key: SigningKey,
  options: { readonly routes?: readonly RouteName[]; readonly change?: Partial<Service> } = {},
): { readonly handler: Handler; readonly log: LogLine[] } {
  const log: LogLine[] = [];
  const service: Service = {
    dynamo,
    uploads: { s3: new S3Client({ region: 'local' }), bucket: 'none' },
    verify: createVerifier(entraWith(() => [key]).options),
    deployment: 'local',
    timeZone: 'America/Chicago',
    reportIds: reportIds(),
    pageRows: PAGE_ROWS,
    log: (level, event, facts) => log.push({ level, event, ...facts }),
    now: () => new Date(),
    ...options.change,
  };
  return { handler: createHandler(service, options.routes ?? OTHER_ROUTES), log };
}

export interface DirectCall {
  readonly method?: string;
  readonly path: string;
  readonly token?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function eventOf({ method = 'GET', path, token, body, headers = {} }: DirectCall): APIGatewayProxyEventV2 {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: '',
    headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
    requestContext: {
      accountId: 'test',
      apiId: 'test',
      domainName: 'test.example.org',
      domainPrefix: 'test',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'request-1',
      routeKey: '$default',
      stage: '$default',
      time: '12/Mar/2026:19:03:58 +0000',
      timeEpoch: 0,
    },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: false,
  };
}

export async function askDirectly(handler: Handler, call: DirectCall) {
  const { statusCode, body = '', headers = {} } = await handler(eventOf(call));
  return { status: statusCode, headers, body, json: body === '' ? undefined : (JSON.parse(body) as unknown) };
}

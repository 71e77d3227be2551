import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** What API Gateway's HTTP APIs and Lambda allow; enforced here so that nothing works on one machine only. */
export const GATEWAY_LIMITS = {
  requestBytes: 10_000_000,
  /** Lambda's for the event and for the answer, base64 counted. */
  payloadBytes: 6_291_556,
  headerBytes: 10_240,
  milliseconds: 30_000,
} as const;

export type LambdaHandler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/** Answers one HTTP request by a Lambda handler, as API Gateway would: payload format 2.0, its limits, its error bodies. */
export async function answerByLambda(
  request: IncomingMessage,
  response: ServerResponse,
  handler: LambdaHandler,
): Promise<void> {
  const headerBytes = request.rawHeaders.reduce((sum, text) => sum + text.length, request.url?.length ?? 0);
  if (headerBytes > GATEWAY_LIMITS.headerBytes) return refuse(response, 431, 'Request Header Fields Too Large');
  const body = await readBody(request);
  if (!body) return refuse(response, 413, 'Request Entity Too Large');
  const event = gatewayEvent(request, body);
  if (Buffer.byteLength(JSON.stringify(event)) > GATEWAY_LIMITS.payloadBytes) {
    return refuse(response, 413, 'Request Entity Too Large');
  }
  const answer = await within(GATEWAY_LIMITS.milliseconds, handler(event)).catch(() => 'failed' as const);
  if (answer === 'late') return refuse(response, 503, 'Service Unavailable');
  if (answer === 'failed' || Buffer.byteLength(JSON.stringify(answer)) > GATEWAY_LIMITS.payloadBytes) {
    return refuse(response, 500, 'Internal Server Error');
  }
  send(response, answer);
}

/** undefined where it is too long. Read to its end even then: who still sends would not hear the refusal. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= GATEWAY_LIMITS.requestBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  return bytes > GATEWAY_LIMITS.requestBytes ? undefined : Buffer.concat(chunks);
}

const TEXT = /^(?:text\/|application\/(?:json|javascript|xml|.*\+json|.*\+xml))/i;

/** The event of payload format 2.0: path decoded, header names in lower case, repeated ones joined, cookies apart, text as text. */
export function gatewayEvent(request: IncomingMessage, body: Buffer): APIGatewayProxyEventV2 {
  const [path = '/', ...rest] = (request.url ?? '/').split('?');
  const rawPath = decoded(path);
  const rawQueryString = rest.join('?');
  const parameters = new URLSearchParams(rawQueryString);
  const query = [...parameters.keys()].map((name) => [name, parameters.getAll(name).join(',')]);
  const { cookie, ...others } = request.headersDistinct;
  const headers = Object.fromEntries(Object.entries(others).map(([name, values]) => [name, values?.join(',')]));
  const isText = TEXT.test(request.headers['content-type'] ?? 'text/plain');
  const now = new Date();
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.flatMap((line) => line.split(/; */)) }),
    headers,
    ...(query.length > 0 ? { queryStringParameters: Object.fromEntries(query) } : {}),
    requestContext: {
      accountId: 'local',
      apiId: 'local',
      domainName: request.headers.host ?? 'localhost',
      domainPrefix: 'local',
      http: {
        method: request.method ?? 'GET',
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: logTime(now),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 ? { body: isText ? body.toString('utf8') : body.toString('base64') } : {}),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** As `12/Mar/2026:19:03:58 +0000`. */
function logTime(now: Date): string {
  const [, day, month, year, time] = now.toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function send(
  response: ServerResponse,
  { statusCode = 200, headers = {}, body = '', isBase64Encoded }: APIGatewayProxyStructuredResultV2,
): void {
  const bytes = isBase64Encoded ? Buffer.from(body, 'base64') : Buffer.from(body);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  response.writeHead(statusCode, { 'content-length': bytes.length }).end(bytes);
}

/** API Gateway's own refusals have one word for a body. */
function refuse(response: ServerResponse, status: number, message: string): void {
  const body = JSON.stringify({ message });
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(body);
}

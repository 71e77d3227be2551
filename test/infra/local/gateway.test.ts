import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { answerByLambda, GATEWAY_LIMITS, type LambdaHandler } from '../../../infra/local/gateway.ts';

let server: Server;
let handler: LambdaHandler;
const events: APIGatewayProxyEventV2[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    void answerByLambda(request, response, (event) => {
      events.push(event);
      return handler(event);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
afterEach(() => {
  vi.useRealTimers();
  events.length = 0;
});

interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer;
}

/** Nothing is added to what is sent but what HTTP needs. */
async function send({ method = 'POST', path, headers = {}, body }: Sent) {
  const { port } = server.address() as AddressInfo;
  const request = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent: false });
  request.end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
}

const ok = async (): Promise<APIGatewayProxyStructuredResultV2> => ({ statusCode: 200, body: 'ok' });
const JSON_TYPE = { 'content-type': 'application/json' };

describe('the event of a request', () => {
  it('is that of payload format 2.0, field by field', async () => {
    handler = ok;
    await send({
      path: '/v1/users/a%20b%2Fc?filter=x&filter=y&n=%C3%A9&flag',
      headers: {
        Host: 'hmis.example.org',
        'X-Mixed-Case': 'Kept As Is',
        'X-Twice': ['one', 'two'],
        Cookie: 'a=1; b=2',
        'Content-Type': 'application/json',
        'User-Agent': 'Excel/16',
        Connection: 'close',
      },
      body: '{"größe":1}',
    });
    const [event] = events;
    expect(event).toEqual({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/v1/users/a b/c',
      rawQueryString: 'filter=x&filter=y&n=%C3%A9&flag',
      cookies: ['a=1', 'b=2'],
      headers: {
        host: 'hmis.example.org',
        'x-mixed-case': 'Kept As Is',
        'x-twice': 'one,two',
        'content-type': 'application/json',
        'user-agent': 'Excel/16',
        connection: 'close',
        'content-length': '13',
      },
      queryStringParameters: { filter: 'x,y', n: 'é', flag: '' },
      requestContext: {
        accountId: 'local',
        apiId: 'local',
        domainName: 'hmis.example.org',
        domainPrefix: 'local',
        http: {
          method: 'POST',
          path: '/v1/users/a b/c',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'Excel/16',
        },
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        routeKey: '$default',
        stage: '$default',
        time: expect.stringMatching(/^\d{2}\/[A-Z][a-z]{2}\/\d{4}:\d{2}:\d{2}:\d{2} \+0000$/),
        timeEpoch: expect.any(Number),
      },
      body: '{"größe":1}',
      isBase64Encoded: false,
    });
  });

  it('without query, cookies or body has no such fields', async () => {
    handler = ok;
    await send({ method: 'GET', path: '/v1/me' });
    const [event] = events;
    expect(event).toMatchObject({ rawPath: '/v1/me', rawQueryString: '', isBase64Encoded: false });
    for (const field of ['cookies', 'queryStringParameters', 'body']) expect(event).not.toHaveProperty(field);
  });

  it.each([
    ['application/json', false],
    ['application/json; charset=utf-8', false],
    ['application/problem+json', false],
    ['text/csv', false],
    ['application/xml', false],
    ['application/zip', true],
    ['application/octet-stream', true],
    ['image/png', true],
  ])('has a body of %s as base64: %s', async (type, isBase64Encoded) => {
    handler = ok;
    const body = isBase64Encoded ? Buffer.from([0, 255, 128, 13]) : Buffer.from('häuser');
    await send({ path: '/v1/x', headers: { 'content-type': type }, body });
    expect(events[0]).toMatchObject({ isBase64Encoded });
    expect(Buffer.from(events[0]?.body ?? '', isBase64Encoded ? 'base64' : 'utf8')).toEqual(body);
  });

  it('keeps a path that cannot be decoded as it came', async () => {
    handler = ok;
    await send({ method: 'GET', path: '/v1/%E0%A4%A' });
    expect(events[0]?.rawPath).toBe('/v1/%E0%A4%A');
  });

  it('has another request id each time', async () => {
    handler = ok;
    await send({ path: '/v1/x' });
    await send({ path: '/v1/x' });
    expect(events[0]?.requestContext.requestId).not.toBe(events[1]?.requestContext.requestId);
  });
});

describe('the answer of a handler', () => {
  it('is sent as it is', async () => {
    handler = async () => ({ statusCode: 418, headers: { 'x-a': 'b', 'retry-after': 2 }, body: 'tëxt' });
    const { status, headers, body } = await send({ path: '/v1/x' });
    expect(status).toBe(418);
    expect(headers).toMatchObject({ 'x-a': 'b', 'retry-after': '2', 'content-length': '5' });
    expect(body.toString()).toBe('tëxt');
  });

  it('is decoded where it is base64', async () => {
    const bytes = Buffer.from([0, 1, 254, 255]);
    handler = async () => ({ statusCode: 200, body: bytes.toString('base64'), isBase64Encoded: true });
    expect((await send({ path: '/v1/x' })).body).toEqual(bytes);
  });

  it('is 200 and empty where it says nothing', async () => {
    handler = async () => ({});
    expect(await send({ path: '/v1/x' })).toMatchObject({ status: 200, body: Buffer.alloc(0) });
  });

  it('that is none, because it failed, is 500 without a detail', async () => {
    handler = () => Promise.reject(new Error('Ann Archer'));
    const { status, body } = await send({ path: '/v1/x' });
    expect({ status, body: body.toString() }).toEqual({ status: 500, body: '{"message":"Internal Server Error"}' });
  });
});

describe('the limits of API Gateway and Lambda', () => {
  const refused = async (sent: Sent) => {
    const { status, body } = await send(sent);
    return { status, message: (JSON.parse(body.toString()) as { message: string }).message, called: events.length };
  };

  it('hold for a body of more than 10 MB', async () => {
    handler = ok;
    const body = Buffer.alloc(GATEWAY_LIMITS.requestBytes + 1, 'x');
    const tooLarge = { status: 413, message: 'Request Entity Too Large', called: 0 };
    expect(await refused({ path: '/v1/x', headers: JSON_TYPE, body })).toEqual(tooLarge);
  });

  it('hold for an event of more than 6 MB, base64 counted', async () => {
    handler = ok;
    const tooLarge = { status: 413, message: 'Request Entity Too Large', called: 0 };
    const body = Buffer.alloc(5_000_000, 'x');
    expect(await refused({ path: '/v1/x', headers: { 'content-type': 'application/zip' }, body })).toEqual(tooLarge);
    expect((await send({ path: '/v1/x', headers: JSON_TYPE, body })).status).toBe(200);
  });

  it('hold for an answer of more than 6 MB, the escapes of JSON counted', async () => {
    const failed = { status: 500, message: 'Internal Server Error', called: 1 };
    handler = async () => ({ statusCode: 200, body: 'x'.repeat(GATEWAY_LIMITS.payloadBytes) });
    expect(await refused({ path: '/v1/x' })).toEqual(failed);
    events.length = 0;
    handler = async () => ({ statusCode: 200, body: '"'.repeat(3_200_000) });
    expect(await refused({ path: '/v1/x' })).toEqual(failed);
    handler = async () => ({ statusCode: 200, body: 'x'.repeat(6_200_000) });
    expect((await send({ path: '/v1/x' })).status).toBe(200);
  });

  it('hold for headers of more than 10,240 bytes', async () => {
    handler = ok;
    const headers = (length: number) => ({ 'x-long': 'x'.repeat(length) });
    expect(await refused({ path: '/v1/x', headers: headers(10_300) })).toMatchObject({ status: 431, called: 0 });
    expect((await send({ path: '/v1/x', headers: headers(9_000) })).status).toBe(200);
  });

  it('hold for a handler that takes more than 30 seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let called: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => {
      called = resolve;
    });
    handler = () => {
      called();
      return new Promise(() => undefined);
    };
    let answered = false;
    const answer = send({ path: '/v1/x' }).then((response) => {
      answered = true;
      return response;
    });
    await waiting;
    await new Promise((resolve) => setImmediate(resolve));
    vi.advanceTimersByTime(29_999);
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(false);
    vi.advanceTimersByTime(1);
    const { status, body } = await answer;
    expect({ status, body: body.toString() }).toEqual({ status: 503, body: '{"message":"Service Unavailable"}' });
  });
});

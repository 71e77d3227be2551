import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCurrent, takeLease } from '../../../functions/snapshot/current.ts';
import { findLocalService, type LocalService, startLocalService } from '../../../infra/local/service.ts';
import { ROLES } from '../../../shared/roles.ts';

let dataDir = '';
let service: LocalService;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hmis-local-'));
  service = await startLocalService({ dataDir, announce: true });
});
afterAll(async () => {
  await service.close();
  await rm(dataDir, { recursive: true });
});

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A request with the headers that a browser sets itself and `fetch` would not let be set. */
async function send({ method = 'GET', path = '/', headers = {}, body }: Sent) {
  const { hostname, port } = new URL(service.url);
  const request = httpRequest({ host: hostname, port, method, path, headers, agent: false });
  request.end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() };
}

const port = () => new URL(service.url).port;
const signIn = (body: unknown, headers = {}) =>
  send({
    method: 'POST',
    path: '/local/token',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('the service on this machine answers', () => {
  it.each([
    ['its own address', () => `127.0.0.1:${port()}`],
    ['localhost', () => `localhost:${port()}`],
  ])('to %s', async (_, host) => {
    expect((await send({ headers: { host: host() } })).status).toBe(200);
    const origin = `http://${host()}`;
    expect((await send({ path: '/v1/me', headers: { host: host(), origin } })).status).toBe(401);
  });

  it.each([
    ['a name that leads here (DNS rebinding)', () => ({ host: `evil.example:${port()}` })],
    ['a name that begins like its own', () => ({ host: `127.0.0.1.evil.example:${port()}` })],
    ['its address without the port', () => ({ host: '127.0.0.1' })],
    ['another port', () => ({ host: '127.0.0.1:1' })],
    ['a page of another origin', () => ({ origin: 'https://evil.example' })],
    ['a page of another port', () => ({ origin: 'http://127.0.0.1:1' })],
    ['its own host by https', () => ({ origin: `https://127.0.0.1:${port()}` })],
    ['a page without an origin (a sandbox, a file)', () => ({ origin: 'null' })],
  ])('nothing to %s, with the secret either', async (_, headers) => {
    const calls: Sent[] = [
      { path: '/' },
      { path: '/v1/me' },
      { path: '/v1/pii/reports/x/plan', method: 'POST' },
      { path: '/local/token', method: 'POST', body: JSON.stringify({ secret: service.secret, as: 'admin' }) },
    ];
    for (const call of calls) {
      const answer = await send({ ...call, headers: headers() });
      expect(answer).toMatchObject({ status: 403, text: 'This service answers only to this machine.' });
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('on 127.0.0.1 and on no other address', async () => {
    const socket = connect({ host: '127.0.0.2', port: Number(port()), timeout: 500 });
    const outcome = await new Promise((resolve) => {
      socket.once('connect', () => resolve('connected'));
      socket.once('error', () => resolve('refused'));
      socket.once('timeout', () => resolve('refused'));
    });
    socket.destroy();
    expect(outcome).toBe('refused');
    expect(new URL(service.url).hostname).toBe('127.0.0.1');
  });

  it.each([
    ['/', 200],
    ['/index.html', 404],
    ['/local/token', 404],
    ['/service.json', 404],
    ['//v1/me', 404],
    ['/v1', 404],
  ])('%s with %i, and without its secret', async (path, status) => {
    const answer = await send({ path });
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain(service.secret);
  });
});

describe('a token of the local issuer', () => {
  it.each(ROLES)('is given to a %s who has the secret, and not to be kept', async (role) => {
    const { status, text, headers } = await signIn({ secret: service.secret, as: role });
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    const { token } = JSON.parse(text) as { token: string };
    const me = await send({ path: '/v1/me', headers: { authorization: `Bearer ${token}` } });
    expect(JSON.parse(me.text)).toMatchObject({ role });
  });

  it.each([
    ['without the secret', () => ({ as: 'admin' })],
    ['with another secret', () => ({ secret: `${service.secret}x`, as: 'admin' })],
    ['with part of the secret', () => ({ secret: service.secret.slice(0, -1), as: 'admin' })],
    ['with an empty secret', () => ({ secret: '', as: 'admin' })],
    ['to nobody', () => ({ secret: service.secret })],
    ['to a role that is none', () => ({ secret: service.secret, as: 'constructor' })],
    ['for no JSON', () => 'secret'],
    ['for nothing', () => ''],
    ['for a megabyte', () => ({ secret: 'x'.repeat(2_000_000), as: 'admin' })],
  ])('is not given %s', async (_, body) => {
    const { status, text } = await signIn(body());
    expect({ status, text }).toEqual({ status: 401, text: 'Sign in by the address that the start printed.' });
  });
});

describe('the data folder', () => {
  it('says where the service is, to its own user only', async () => {
    const card = join(dataDir, 'service.json');
    expect((await stat(card)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(card, 'utf8'))).toEqual({
      url: service.url,
      pid: process.pid,
      secret: service.secret,
    });
    expect(await findLocalService(dataDir)).toEqual({ url: service.url, secret: service.secret });
  });

  it('is used by one service at a time: the second is told in one sentence', async () => {
    await expect(startLocalService({ dataDir })).rejects.toThrow(
      /^The data folder .* is in use by another HMIS Sheets\.$/,
    );
    expect((await send({})).status).toBe(200);
  });
});

describe('a start', () => {
  it('on a port that is taken says so in one sentence, and leaves nothing running', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const folder = await mkdtemp(join(tmpdir(), 'hmis-port-'));
    const { port: busy } = taken.address() as AddressInfo;
    const start = startLocalService({ dataDir: folder, port: busy, announce: true });
    await expect(start).rejects.toThrow(`Port ${busy} is in use. Set PORT to another one.`);
    expect(await findLocalService(folder)).toBeUndefined();
    // The folder is free again, and so is the lock of its tables.
    const next = await startLocalService({ dataDir: folder });
    await next.close();
    taken.close();
    await rm(folder, { recursive: true });
  });

  it('after a killed import takes away its lease', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hmis-killed-'));
    const killed = await startLocalService({ dataDir: folder });
    await takeLease(killed.dynamo, 'killed', Date.now());
    await killed.close();
    const next = await startLocalService({ dataDir: folder });
    expect((await readCurrent(next.dynamo)).leaseId).toBeUndefined();
    await next.close();
    await rm(folder, { recursive: true });
  });

  it('that has ended is not found any more', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hmis-ended-'));
    const ended = await startLocalService({ dataDir: folder, announce: true });
    await ended.close();
    expect(await findLocalService(folder)).toBeUndefined();
    await expect(fetch(ended.url)).rejects.toThrow();
    await rm(folder, { recursive: true });
  });
});

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EntraEnvironment } from '../../addin/taskpane/entra/environment.ts';
import { headersOf, renderPages } from '../../infra/pages/pages.ts';
import type { TestService } from '../service.ts';

export const ENVIRONMENT: EntraEnvironment = {
  clientId: '33333333-3333-4333-8333-333333333333',
  audience: '22222222-2222-4222-8222-222222222222',
  authority: 'https://login.microsoftonline.com/organizations',
};

export interface Deployment {
  readonly url: string;
  close(): Promise<void>;
}

/** The production pages with their own headers, and the service behind the same origin, as a deployment has both. */
export async function startDeployment(service: TestService): Promise<Deployment> {
  const files = await renderPages(ENVIRONMENT);
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://any').pathname.slice(1);
    const file = files.get(path);
    if (file !== undefined) return void response.writeHead(200, headersOf(path)).end(file);
    if (path.startsWith('v1/')) return void passOn(service, request, response);
    response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function passOn(service: TestService, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const answer = await fetch(service.url + request.url, {
    method: request.method ?? 'GET',
    headers: {
      authorization: request.headers.authorization ?? '',
      ...(chunks.length > 0 && { 'content-type': 'application/json' }),
    },
    ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
  });
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
  response.end(Buffer.from(await answer.arrayBuffer()));
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { TLSSocket } from 'node:tls';
import { TOKEN_SCOPES } from '../../shared/roles.ts';
import type { Pages } from './browser/pages.ts';
import { answerByLambda, type LambdaHandler } from './gateway.ts';
import type { LocalIssuer } from './issuer.ts';
import { LOCAL_PEOPLE } from './people.ts';

/** The two adapters: the one that shows names has a key service, the other has none. */
export interface Handlers {
  readonly names: LambdaHandler;
  readonly others: LambdaHandler;
}

/**
 * Answers one request that came to this machine's port: a token for the local issuer's people, a call of the API, or a
 * page of the browser workbook.
 */
export async function answerAtDoor(
  request: IncomingMessage,
  response: ServerResponse,
  issuer: LocalIssuer,
  handlers: Handlers,
  pages: Pages,
): Promise<void> {
  const port = request.socket.localPort;
  const own = [`127.0.0.1:${port}`, `localhost:${port}`];
  const scheme = request.socket instanceof TLSSocket ? 'https' : 'http';
  const { host = '', origin } = request.headers;
  // Another name that leads here (DNS rebinding), or a page of another origin, gets nothing.
  if (!own.includes(host) || (origin !== undefined && !own.map((name) => `${scheme}://${name}`).includes(origin))) {
    return plain(response, 403, 'This service answers only to this machine.');
  }
  const path = request.url ?? '/';
  if (path === '/local/token' && request.method === 'POST') return giveToken(request, response, issuer);
  if (path.startsWith('/v1/pii/')) return answerByLambda(request, response, handlers.names);
  if (path.startsWith('/v1/')) return answerByLambda(request, response, handlers.others);
  // Excel puts what it is into the query of the pane's address.
  const page = await pages(request.method ?? 'GET', path.split('?', 1)[0] ?? path);
  if (page) return void response.writeHead(page.status, page.headers).end(page.body);
  return plain(response, 404, 'There is nothing at this address.');
}

async function giveToken(request: IncomingMessage, response: ServerResponse, issuer: LocalIssuer): Promise<void> {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      if (chunks.length > 16) throw new Error('too long');
    }
    const { secret, as } = JSON.parse(Buffer.concat(chunks).toString()) as { secret: unknown; as: unknown };
    const person = Object.values(LOCAL_PEOPLE).find(({ role }) => role === as);
    const token = issuer.token({ secret: String(secret), oid: person?.oid ?? '', scopes: TOKEN_SCOPES });
    response
      .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      .end(JSON.stringify({ token }));
  } catch {
    plain(response, 401, 'Sign in by the address that the start printed.');
  }
}

function plain(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' })
    .end(text);
}

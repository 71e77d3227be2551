import type { IncomingMessage, ServerResponse } from 'node:http';
import { TOKEN_SCOPES } from '../../shared/roles.ts';
import { answerByLambda, type LambdaHandler } from './gateway.ts';
import { LOCAL_PEOPLE, type LocalIssuer } from './issuer.ts';

/** The two adapters: the one that shows names has a key service, the other has none. */
export interface Handlers {
  readonly names: LambdaHandler;
  readonly others: LambdaHandler;
}

/** Answers one request that came to this machine's port: a token for the local issuer's people, or a call of the API. */
export async function answerAtDoor(
  request: IncomingMessage,
  response: ServerResponse,
  port: number,
  issuer: LocalIssuer,
  handlers: Handlers,
): Promise<void> {
  const own = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host = '', origin } = request.headers;
  // Another name that leads here (DNS rebinding), or a page of another origin, gets nothing.
  if (!own.includes(host) || (origin !== undefined && !own.map((name) => `http://${name}`).includes(origin))) {
    return plain(response, 403, 'This service answers only to this machine.');
  }
  const path = request.url ?? '/';
  if (path === '/local/token' && request.method === 'POST') return giveToken(request, response, issuer);
  if (path.startsWith('/v1/pii/')) return answerByLambda(request, response, handlers.names);
  if (path.startsWith('/v1/')) return answerByLambda(request, response, handlers.others);
  return plain(response, path === '/' ? 200 : 404, path === '/' ? WELCOME : 'There is nothing at this address.');
}

const WELCOME =
  'HMIS Sheets is running. Reports are asked through /v1/ with a token, or on the command line: npm run -s hmis -- help';

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

import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Answer } from './call.ts';
import { errorXml, S3Error } from './errors.ts';

/** A request as it arrived: header names in lower case, a header sent twice joined by a comma. */
export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly port: number;
  readonly headers: ReadonlyMap<string, string>;
  /** To be read at most once. A client that waits for "100 Continue" gets it at the first read. */
  readonly body: AsyncIterable<Uint8Array>;
}

export interface Handle {
  answer(request: Arrived): Promise<Answer>;
  /** Headers for every answer to the request, refusals too. */
  headers(request: Arrived): Readonly<Record<string, string>>;
}

/**
 * Answers one request of node:http; an error becomes S3's XML, and one that is not S3's InternalError and a line on the
 * console. `waits` says that the client sends its body only after "100 Continue". Rejects if the answer can't be sent.
 */
export async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  waits: boolean,
  handle: Handle,
): Promise<void> {
  let waiting = waits;
  async function* body(): AsyncGenerator<Uint8Array> {
    if (waiting) response.writeContinue();
    waiting = false;
    // Kept open after an error, so that the refusal can still be answered on it.
    yield* request.iterator({ destroyOnReturn: false });
  }
  const arrived: Arrived = {
    method: request.method ?? '',
    url: request.url ?? '',
    port: request.socket.localPort ?? 0,
    headers: new Map(Object.entries(request.headersDistinct).map(([name, values = []]) => [name, values.join(',')])),
    body: body(),
  };
  let answer: Answer;
  try {
    answer = await handle.answer(arrived);
  } catch (error) {
    if (request.destroyed && !request.complete) return;
    answer = refusal(error);
  }
  const requestId = randomBytes(8).toString('hex').toUpperCase();
  response.writeHead(answer.status, { ...answer.headers, ...handle.headers(arrived), 'x-amz-request-id': requestId });
  if (answer.body instanceof Readable) await pipeline(answer.body, response);
  else response.end(request.method === 'HEAD' ? undefined : answer.body);
  // What is left of a refused body is read off, so that the client sees the refusal and not a broken connection.
  request.resume();
}

function refusal(error: unknown): Answer {
  const known = error instanceof S3Error ? error : new S3Error('InternalError', 'We encountered an internal error.');
  if (known !== error) console.error('S3, local: a request failed.', error);
  return { status: known.status, headers: { 'content-type': 'application/xml' }, body: errorXml(known) };
}

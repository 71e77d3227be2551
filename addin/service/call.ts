import * as z from 'zod/mini';
import { ROUTES, type RouteName, scopesOf } from '../../shared/contract/routes.ts';
import type { TokenSource } from '../../shared/roles.ts';
import { delayBefore, refusalOf, unreachable, unreadable } from './refusal.ts';

/** Where the service is and who asks. `fetch` is the platform's unless said. */
export interface ServiceAddress {
  /** The origin, and a path where the service lies below one; no `/v1`. */
  readonly url: string;
  readonly tokens: TokenSource;
  readonly fetch?: typeof fetch;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

interface Call<Answer> {
  readonly route: RouteName;
  /** What stands for `{id}` and the like in the route's path. */
  readonly path?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
  readonly answer: z.ZodMiniType<Answer>;
}

/** API Gateway gives up after 30 seconds; what is silent for longer is a lost connection. */
const SILENCE_MS = 45_000;
const ATTEMPTS = 5;
const REPEATABLE: readonly RouteName[] = [
  'plan',
  'page',
  'piiPlan',
  'piiPage',
  // An edit names the version it was made from: sent twice, it is stored once.
  'putSetting',
  'putSharedSetting',
  'saveTracker',
  'saveTrackers',
  'takeTracker',
  'piiTracker',
  'piiSaveTracker',
  'piiSaveTrackers',
];

/**
 * One call of the API with its answer checked. Reads, plans, pages and edits are tried up to five times where the service is
 * busy (429, 503), has not answered or was not reached; everything else once. Throws HmisError with the service's own
 * code and sentence, `Busy` where it cannot be reached, `Internal` where the answer is not what the contract says, and
 * the signal's reason where the call was cancelled.
 */
export async function call<Answer>(service: ServiceAddress, what: Call<Answer>, options: CallOptions): Promise<Answer> {
  const repeatable = ROUTES[what.route].method === 'GET' || REPEATABLE.includes(what.route);
  for (let attempt = 1; ; attempt++) {
    const result = await callOnce(service, what, options.signal);
    if (!('refusal' in result)) return result.answer;
    const delay =
      repeatable && attempt < ATTEMPTS ? delayBefore(attempt, result.refusal, result.retryAfter) : undefined;
    if (delay === undefined) throw result.refusal;
    await sleep(delay, options.signal);
  }
}

type Result<Answer> = { answer: Answer } | { refusal: Error; retryAfter: string | null };

async function callOnce<Answer>(
  service: ServiceAddress,
  { route, path = {}, body, answer }: Call<Answer>,
  signal: AbortSignal | undefined,
): Promise<Result<Answer>> {
  signal?.throwIfAborted();
  const { method } = ROUTES[route];
  const token = await service.tokens.token(scopesOf(route));
  const response = await reply(
    service,
    routePath(route, path),
    {
      method,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
    },
    signal,
  );
  if (response === undefined) return { refusal: unreachable(), retryAfter: null };
  if (!response.ok) {
    return { refusal: refusalOf(response.status, response.json), retryAfter: response.retryAfter };
  }
  const parsed = z.safeParse(answer, response.json);
  if (!parsed.success) throw unreadable();
  return { answer: parsed.data };
}

/** The path of a route with its segments filled in; an id is encoded, so that it stays one segment. */
export function routePath(route: RouteName, path: Readonly<Record<string, string | number>>): string {
  return ROUTES[route].path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const segment = encodeURIComponent(String(path[name] ?? ''));
    // A URL drops `.` and `..` as segments, encoded or not; such an id cannot be asked for and must not reach another route.
    if (/^\.{0,2}$/.test(segment)) throw unreadableId(name);
    return segment;
  });
}

function unreadableId(name: string): RangeError {
  return new RangeError(`No path segment can be made of this ${name}.`);
}

interface Reply {
  readonly ok: boolean;
  readonly status: number;
  readonly retryAfter: string | null;
  /** undefined where the body is no JSON. */
  readonly json: unknown;
}

/** The service's reply, body and all; undefined where there was none. */
async function reply(
  service: ServiceAddress,
  path: string,
  request: RequestInit,
  signal: AbortSignal | undefined,
): Promise<Reply | undefined> {
  const stop = new AbortController();
  const cancel = () => stop.abort(signal?.reason);
  const timer = setTimeout(() => stop.abort(), SILENCE_MS);
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    const send = service.fetch ?? fetch;
    const response = await send(service.url.replace(/\/+$/, '') + path, { ...request, signal: stop.signal });
    const text = await response.text();
    const { ok, status } = response;
    return { ok, status, retryAfter: response.headers.get('retry-after'), json: jsonOf(text) };
  } catch {
    signal?.throwIfAborted();
    return undefined;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message would quote the body, which may hold names.
    return undefined;
  }
}

/** Resolves after so many milliseconds; throws the signal's reason as soon as it is given. */
export function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const cancel = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', cancel);
      resolve();
    }, ms);
    signal?.addEventListener('abort', cancel, { once: true });
  });
}

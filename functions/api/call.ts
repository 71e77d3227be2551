import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { ROUTES, type RouteName } from '../../shared/contract/routes.ts';
import { HmisError } from '../../shared/errors.ts';
import { ID_BYTES } from '../../shared/ids.ts';
import { badRequest } from '../../shared/parameter.ts';

/** A call that was matched to a route: its path segments and its body, unchecked. */
export interface Call {
  readonly route: RouteName;
  readonly path: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Longer than any request of ours; a list of 1,000 ids of 200 bytes in each of five filters is shorter. */
const BODY_BYTES = 2_000_000;

/** Lists and objects within each other. The deepest request of ours has three: a plan's parameters and a list of ids. */
const DEPTH = 6;

/** Matches an event to one of the routes; throws HmisError `NotFound`, `MethodNotAllowed`, `TooLarge` or `BadRequest`. */
export function matchCall(event: APIGatewayProxyEventV2, routes: readonly RouteName[]): Call {
  const segments = event.rawPath.split('/');
  const sameWay = routes.flatMap((route) => {
    const path = matchPath(ROUTES[route].path.split('/'), segments);
    return path ? [{ route, path }] : [];
  });
  if (sameWay.length === 0) throw new HmisError('NotFound', 'There is nothing at this address.');
  const match = sameWay.find(({ route }) => ROUTES[route].method === event.requestContext.http.method);
  if (!match) throw new HmisError('MethodNotAllowed', 'This address does not answer that method.');
  return { ...match, body: ROUTES[match.route].method === 'GET' ? undefined : parseBody(event) };
}

/** API Gateway gives the path decoded: its segments are taken as they are. One that is longer than any id names nothing. */
function matchPath(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const path: Record<string, string> = {};
  for (const [i, part] of pattern.entries()) {
    const segment = segments[i] ?? '';
    if (part.startsWith('{')) {
      if (segment === '' || Buffer.byteLength(segment) > ID_BYTES) return undefined;
      path[part.slice(1, -1)] = segment;
    } else if (part !== segment) return undefined;
  }
  return path;
}

function parseBody(event: APIGatewayProxyEventV2): unknown {
  const { body: sent = '', isBase64Encoded } = event;
  const encoding = isBase64Encoded ? 'base64' : 'utf8';
  if (Buffer.byteLength(sent, encoding) > BODY_BYTES) throw new HmisError('TooLarge', 'The request is too large.');
  const text = isBase64Encoded ? Buffer.from(sent, encoding).toString('utf8') : sent;
  if (text === '') return undefined;
  const body = parsed(text);
  refuseDepth(body);
  return body;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HmisError('BadRequest', 'The request is not JSON.');
  }
}

/** What recurses over a value (hashing, comparing, writing it) would run out of stack. This does not recurse. */
function refuseDepth(body: unknown): void {
  const waiting: { value: unknown; depth: number; name: string }[] = [{ value: body, depth: 0, name: '' }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, depth, name } = next;
    if (!isObject(value)) continue;
    if (depth === DEPTH) {
      const field = name.slice(0, 60);
      throw new HmisError('BadRequest', `${field || 'The request'}: holds too many lists in lists.`, { field });
    }
    const isList = Array.isArray(value);
    for (const [key, part] of Object.entries(value)) {
      waiting.push({ value: part, depth: depth + 1, name: isList ? name : key });
    }
  }
}

/** A body as its schema has it; throws HmisError `BadRequest` with the field named. */
export function checkBody<T extends z.ZodMiniType>(schema: T, body: unknown): z.infer<T> {
  refusePrototype(body);
  const parsed = z.safeParse(schema, body);
  if (!parsed.success) throw badRequest(parsed.error.issues);
  return parsed.data;
}

/** zod drops a field of this name from a record where it refuses every other unknown one. */
function refusePrototype(body: unknown): void {
  if (!isObject(body)) return;
  const named = [body, ...Object.values(body)].some((part) => isObject(part) && Object.hasOwn(part, '__proto__'));
  if (named) throw new HmisError('BadRequest', '__proto__: is not known here.', { field: '__proto__' });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

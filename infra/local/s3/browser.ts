import { S3Error } from './errors.ts';

/** What stands between this server and the pages in a browser: the Host check and CORS. Header names in lower case. */
type Headers = ReadonlyMap<string, string>;

const METHODS = 'GET, HEAD, PUT';
const ALLOWED_HEADER =
  /^(cache-control|content-(disposition|encoding|language|md5|type)|if-match|if-none-match|range|x-amz-.+)$/;
const EXPOSED = [
  'accept-ranges',
  'content-length',
  'content-range',
  'etag',
  'x-amz-checksum-crc32',
  'x-amz-checksum-sha256',
  'x-amz-request-id',
  'x-amz-version-id',
];

/**
 * Refuses (AccessDenied) a request that came under another name than this machine's own, as one does from a page whose
 * name was rebound to 127.0.0.1, or from a page of an origin that is not allowed.
 */
export function checkCaller(headers: Headers, port: number, allowedOrigins: readonly string[]): void {
  const host = headers.get('host');
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) {
    throw new S3Error('AccessDenied', 'This server answers only to 127.0.0.1 and localhost.');
  }
  const origin = headers.get('origin');
  if (origin !== undefined && !allowedOrigins.includes(origin)) {
    throw new S3Error('AccessForbidden', 'CORSResponse: This CORS request is not allowed.');
  }
}

/** The headers that let a page of an allowed origin, and no other, read an answer. */
export function corsHeaders(headers: Headers, allowedOrigins: readonly string[]): Record<string, string> {
  const origin = headers.get('origin');
  if (origin === undefined || !allowedOrigins.includes(origin)) return {};
  return { 'access-control-allow-origin': origin, 'access-control-expose-headers': EXPOSED.join(', '), vary: 'Origin' };
}

/** The headers of the answer to a preflight. Throws AccessForbidden for a method or header that is not let through. */
export function preflightHeaders(headers: Headers): Record<string, string> {
  const method = headers.get('access-control-request-method') ?? '';
  const asked = (headers.get('access-control-request-headers') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const allowed = METHODS.split(', ').includes(method) && asked.every((name) => ALLOWED_HEADER.test(name));
  if (!headers.has('origin') || !allowed) {
    throw new S3Error('AccessForbidden', 'CORSResponse: This CORS request is not allowed.');
  }
  return {
    'access-control-allow-methods': METHODS,
    ...(asked.length > 0 && { 'access-control-allow-headers': asked.join(', ') }),
    'access-control-max-age': '600',
  };
}

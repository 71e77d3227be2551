import { S3Error } from './errors.ts';

/** A request's target, decoded: bucket and key of a path-style address, and the query. */
export interface Target {
  /** All of it, decoded. */
  readonly path: string;
  readonly bucket: string;
  /** Empty where the request is about the bucket. */
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
}

const MAX_KEY_BYTES = 1024;

/**
 * Parses what stands in the request line. The path is taken as it is sent, since `..` and `//` are ordinary characters
 * of a key. Throws InvalidURI, InvalidArgument (a parameter twice) or KeyTooLongError.
 */
export function parseTarget(url: string): Target {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  if (!path.startsWith('/')) throw new S3Error('InvalidURI', 'The request target is not a path.');
  const decoded = decode(path.slice(1));
  const slash = decoded.indexOf('/');
  const key = slash < 0 ? '' : decoded.slice(slash + 1);
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw new S3Error('KeyTooLongError', 'Your key is too long.');
  const query = parseQuery(mark < 0 ? '' : url.slice(mark + 1));
  return { path: `/${decoded}`, bucket: slash < 0 ? decoded : decoded.slice(0, slash), key, query };
}

function parseQuery(text: string): Map<string, string> {
  const query = new Map<string, string>();
  for (const pair of text.split('&').filter((part) => part !== '')) {
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    if (query.has(name)) throw new S3Error('InvalidArgument', `The parameter ${name} is given twice.`);
    query.set(name, equals < 0 ? '' : decode(pair.slice(equals + 1)));
  }
  return query;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI', 'The request target could not be decoded.');
  }
}

/** Percent-encodes all but A-Z a-z 0-9 - . _ ~, as signatures have it. [AWS Signature Version 4, UriEncode] */
export function awsEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The same for a path or key: slashes stay. */
export function awsEncodePath(path: string): string {
  return path.split('/').map(awsEncode).join('/');
}

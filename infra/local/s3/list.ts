import type { Answer, Call } from './call.ts';
import { S3Error } from './errors.ts';
import { awsEncodePath } from './target.ts';
import { element, xmlDocument } from './xml.ts';

export interface ListRequest {
  readonly prefix: string;
  /** Empty for none. */
  readonly delimiter: string;
  /** The list begins after this key. */
  readonly startAfter: string;
  /** The list begins at this key; of a page before. */
  readonly from: string | undefined;
  readonly maxKeys: number;
}

export interface ListPage {
  readonly keys: readonly string[];
  readonly commonPrefixes: readonly string[];
  /** The key that the next page begins with. */
  readonly next: string | undefined;
}

const MAX_KEYS = 1000;

/** One page of a list in UTF-8 order: keys, and for those that hold the delimiter after the prefix, their common prefix once. */
export function listPage(allKeys: readonly string[], request: ListRequest): ListPage {
  const { prefix, delimiter, startAfter, from, maxKeys } = request;
  const sorted = allKeys
    .filter((key) => key.startsWith(prefix))
    .map((key) => ({ key, bytes: Buffer.from(key) }))
    .sort((a, b) => a.bytes.compare(b.bytes));
  const begin = Buffer.from(from ?? startAfter);
  const keys: string[] = [];
  const commonPrefixes: string[] = [];
  for (const { key, bytes } of sorted) {
    const order = bytes.compare(begin);
    if (from === undefined ? startAfter !== '' && order <= 0 : order < 0) continue;
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const group = cut < 0 ? undefined : key.slice(0, cut + delimiter.length);
    if (group !== undefined && commonPrefixes.at(-1) === group) continue;
    if (keys.length + commonPrefixes.length === maxKeys)
      return { keys, commonPrefixes, next: maxKeys > 0 ? key : undefined };
    if (group === undefined) keys.push(key);
    else commonPrefixes.push(group);
  }
  return { keys, commonPrefixes, next: undefined };
}

/** ListObjectsV2. */
export async function listObjects(call: Call): Promise<Answer> {
  const { query, bucket } = call;
  const maxKeys = query.get('max-keys') ?? String(MAX_KEYS);
  if (!/^\d{1,9}$/.test(maxKeys)) throw new S3Error('InvalidArgument', 'max-keys is not a number.');
  const encoding = query.get('encoding-type');
  if (encoding !== undefined && encoding !== 'url')
    throw new S3Error('InvalidArgument', 'encoding-type can only be url.');
  const token = query.get('continuation-token');
  const request = {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    startAfter: query.get('start-after') ?? '',
    from: token === undefined ? undefined : readToken(token),
    maxKeys: Math.min(Number(maxKeys), MAX_KEYS),
  };
  const page = listPage(bucket.keys(), request);
  const name = (text: string): string => (encoding === 'url' ? awsEncodePath(text) : text);
  const contents = page.keys.map((key) => {
    const object = bucket.get(key);
    const facts = object && [
      element('Key', name(key)),
      element('LastModified', new Date(object.lastModified).toISOString()),
      element('ETag', `"${object.etag}"`),
      element('ChecksumAlgorithm', object.checksum?.name.toUpperCase()),
      element('ChecksumType', object.checksum?.type),
      element('Size', object.size),
      element('StorageClass', 'STANDARD'),
    ];
    return `<Contents>${facts?.join('') ?? ''}</Contents>`;
  });
  const parts = [
    element('Name', bucket.name),
    element('Prefix', name(request.prefix)),
    element('Delimiter', request.delimiter === '' ? undefined : name(request.delimiter)),
    element('StartAfter', request.startAfter === '' ? undefined : name(request.startAfter)),
    element('EncodingType', encoding),
    element('ContinuationToken', token),
    element('NextContinuationToken', page.next === undefined ? undefined : writeToken(page.next)),
    element('KeyCount', page.keys.length + page.commonPrefixes.length),
    element('MaxKeys', request.maxKeys),
    element('IsTruncated', page.next !== undefined),
    ...contents,
    ...page.commonPrefixes.map((prefix) => `<CommonPrefixes>${element('Prefix', name(prefix))}</CommonPrefixes>`),
  ];
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: xmlDocument(
      `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${parts.join('')}</ListBucketResult>`,
    ),
  };
}

function writeToken(key: string): string {
  return Buffer.from(key).toString('base64url');
}

function readToken(token: string): string {
  const key = Buffer.from(token, 'base64url').toString();
  if (token === '' || writeToken(key) !== token)
    throw new S3Error('InvalidArgument', 'The continuation token is not valid.');
  return key;
}

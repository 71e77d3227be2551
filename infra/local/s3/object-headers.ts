import type { StoredObject } from './bucket.ts';
import { type Call, parameter, parameterNames } from './call.ts';
import { S3Error } from './errors.ts';

const KEPT = ['cache-control', 'content-disposition', 'content-language', 'content-type', 'expires'];
const ENCRYPTION = 'x-amz-server-side-encryption';
const ENCRYPTION_PARTS = [ENCRYPTION, `${ENCRYPTION}-aws-kms-key-id`, `${ENCRYPTION}-bucket-key-enabled`];
const METADATA = 'x-amz-meta-';
const MAX_METADATA = 2048;
const DEFAULT_TYPE = 'binary/octet-stream';
/** Headers of an answer that a read may ask to be other: `response-content-type=…`. */
export const OVERRIDES = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

/**
 * The headers that stay with an object. Throws AccessDenied unless the write asks for SSE-KMS in a header, as the
 * deployment's bucket policy does, and MetadataTooLarge past 2 KB.
 */
export function headersToKeep(call: Call): Record<string, string> {
  if (call.headers.get(ENCRYPTION) !== 'aws:kms') {
    throw new S3Error(
      'AccessDenied',
      'Access Denied: the bucket takes only objects with x-amz-server-side-encryption: aws:kms',
    );
  }
  const kept: Record<string, string> = { 'content-type': DEFAULT_TYPE };
  for (const name of [...KEPT, ...ENCRYPTION_PARTS]) {
    const value = call.headers.get(name);
    if (value !== undefined) kept[name] = value;
  }
  // The transfer's own encoding is not the object's. [S3 API reference, PutObject, Content-Encoding]
  const encodings = (call.headers.get('content-encoding') ?? '').split(',').map((part) => part.trim());
  const encoding = encodings.filter((part) => part !== '' && part !== 'aws-chunked').join(',');
  if (encoding !== '') kept['content-encoding'] = encoding;

  let metadata = 0;
  for (const name of parameterNames(call).filter((each) => each.startsWith(METADATA))) {
    const value = parameter(call, name) ?? '';
    kept[name] = value;
    metadata += Buffer.byteLength(name.slice(METADATA.length)) + Buffer.byteLength(value);
  }
  if (metadata > MAX_METADATA) throw new S3Error('MetadataTooLarge', 'Your metadata headers exceed 2 KB.');
  return kept;
}

/** The encryption headers among those kept with an object, which every write echoes. */
export function encryptionOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith(ENCRYPTION)));
}

/** The checksum headers of an object, empty where it was stored without one. */
export function checksumHeaders({ checksum }: Pick<StoredObject, 'checksum'>): Record<string, string> {
  if (!checksum) return {};
  return { [`x-amz-checksum-${checksum.name}`]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

/** The headers of a read: what was kept, with the `response-…` parameters of a presigned URL in place of some. */
export function readHeaders(object: StoredObject, query: ReadonlyMap<string, string>): Record<string, string> {
  const overridden = OVERRIDES.flatMap((name) => {
    const value = query.get(`response-${name}`);
    return value === undefined ? [] : [[name, value] as const];
  });
  for (const [name, value] of overridden) {
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      throw new S3Error('InvalidArgument', `response-${name} can't be sent as a header.`);
    }
  }
  return {
    ...object.headers,
    ...Object.fromEntries(overridden),
    etag: `"${object.etag}"`,
    'last-modified': new Date(object.lastModified).toUTCString(),
    'accept-ranges': 'bytes',
    'x-amz-version-id': object.versionId,
  };
}

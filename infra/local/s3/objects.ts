import { randomBytes } from 'node:crypto';
import type { StoredObject } from './bucket.ts';
import { type Answer, type Call, documentSink, parameter, parameterNames } from './call.ts';
import { type ByteRange, checkRead, checkWrite, parseRange } from './conditions.ts';
import { S3Error } from './errors.ts';
import { checksumHeaders, encryptionOf, headersToKeep, readHeaders } from './object-headers.ts';
import { planPayload, receive } from './payload.ts';
import { childText, element, parseXml, xmlDocument } from './xml.ts';

const MAX_DELETED = 1000;

/** 32 random hex digits. Under SSE-KMS an ETag is not the MD5 of the bytes, so nobody may come to rely on that here. */
export function newEtag(): string {
  return randomBytes(16).toString('hex');
}

/** PutObject: reads the body, proves it, and makes it the object in one step. */
export async function putObject(call: Call): Promise<Answer> {
  const headers = headersToKeep(call);
  const plan = planPayload((name) => parameter(call, name), call.auth.payload, parameterNames(call));
  const { blob, result } = await call.bucket.blobs.write((write) => receive(call.body, plan, call.auth, write));
  const object: StoredObject = {
    key: call.key,
    versionId: newEtag(),
    etag: newEtag(),
    size: blob.size,
    lastModified: Date.now(),
    headers,
    ...(result.checksum && { checksum: { ...result.checksum, type: 'FULL_OBJECT' as const } }),
    blobs: [blob],
  };
  try {
    call.bucket.put(object, (before) => checkWrite(call.headers, before));
  } catch (error) {
    await call.bucket.blobs.remove([blob]);
    throw error;
  }
  call.created({ bucket: call.bucket.name, key: object.key, size: object.size, versionId: object.versionId });
  return {
    status: 200,
    headers: {
      etag: `"${object.etag}"`,
      'x-amz-version-id': object.versionId,
      ...encryptionOf(headers),
      ...checksumHeaders(object),
    },
  };
}

/** GetObject, whole or a range; checksums go with a whole object if x-amz-checksum-mode asks for them. */
export async function getObject(call: Call): Promise<Answer> {
  const object = findObject(call);
  const { range, ...answer } = readAnswer(call, object);
  return range ? { ...answer, body: call.bucket.read(object, range.start, range.end) } : answer;
}

/** HeadObject: the headers that GetObject would give. */
export async function headObject(call: Call): Promise<Answer> {
  const { range: _, ...answer } = readAnswer(call, findObject(call));
  return answer;
}

function findObject(call: Call): StoredObject {
  const object = call.bucket.get(call.key);
  if (!object) throw new S3Error('NoSuchKey', 'The specified key does not exist.');
  const version = call.query.get('versionId');
  if (version !== undefined && version !== object.versionId) {
    throw new S3Error('NoSuchVersion', 'The specified version does not exist: only the newest one is kept.');
  }
  return object;
}

function readAnswer(call: Call, object: StoredObject): Answer & { readonly range?: ByteRange } {
  const headers = readHeaders(object, call.query);
  if (!checkRead(call.headers, object.etag)) return { status: 304, headers };
  const part = parseRange(call.headers.get('range'), object.size);
  const range = part ?? { start: 0, end: object.size - 1 };
  const checksum = part === null && parameter(call, 'x-amz-checksum-mode')?.toUpperCase() === 'ENABLED';
  return {
    status: part ? 206 : 200,
    range,
    headers: {
      ...headers,
      ...(checksum && checksumHeaders(object)),
      ...(part && { 'content-range': `bytes ${part.start}-${part.end}/${object.size}` }),
      'content-length': String(range.end - range.start + 1),
    },
  };
}

/** DeleteObject: also a success where nothing was there, or another version than the one named. */
export async function deleteObject(call: Call): Promise<Answer> {
  if (call.headers.has('if-match')) checkWrite(call.headers, call.bucket.get(call.key));
  deleteVersion(call, call.key, call.query.get('versionId'));
  return { status: 204, headers: {} };
}

/** DeleteObjects: up to 1,000 keys, in a document that must come with a checksum. */
export async function deleteObjects(call: Call): Promise<Answer> {
  const plan = planPayload((name) => parameter(call, name), call.auth.payload, parameterNames(call));
  if (!plan.checksum && plan.md5 === undefined) {
    throw new S3Error('InvalidRequest', 'Missing required header for this request: Content-MD5 or x-amz-checksum-');
  }
  const document = documentSink();
  await receive(call.body, plan, call.auth, document.write);
  const root = parseXml(document.text());
  const items = root?.children.filter((child) => child.name === 'Object') ?? [];
  if (root?.name !== 'Delete' || items.length < 1 || items.length > MAX_DELETED) {
    throw new S3Error('MalformedXML', 'The XML you provided was not a Delete of 1 to 1,000 objects.');
  }
  const named = items.map((item) => ({ key: childText(item, 'Key'), version: childText(item, 'VersionId'), item }));
  for (const { key, item } of named) {
    if (!key) throw new S3Error('MalformedXML', 'An Object has no Key.');
    if (item.children.some((child) => !['Key', 'VersionId'].includes(child.name))) {
      throw new S3Error('NotImplemented', 'An Object to delete can be named by Key and VersionId only.');
    }
  }
  for (const { key = '', version } of named) deleteVersion(call, key, version);
  const deleted = named.map(
    ({ key, version }) => `<Deleted>${element('Key', key)}${element('VersionId', version)}</Deleted>`,
  );
  const quiet = childText(root, 'Quiet') === 'true';
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: xmlDocument(`<DeleteResult>${quiet ? '' : deleted.join('')}</DeleteResult>`),
  };
}

function deleteVersion(call: Call, key: string, version: string | undefined): void {
  if (version === undefined || call.bucket.get(key)?.versionId === version) call.bucket.delete(key);
}

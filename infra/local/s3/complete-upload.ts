import { createHash } from 'node:crypto';
import type { StoredObject } from './bucket.ts';
import { type Answer, type Call, documentSink, parameter } from './call.ts';
import { type Checksum, compositeChecksum, runningChecksum } from './checksums.ts';
import { checkWrite } from './conditions.ts';
import { S3Error } from './errors.ts';
import { XML_HEADERS } from './multipart.ts';
import { encryptionOf } from './object-headers.ts';
import { newEtag } from './objects.ts';
import { planPayload, receive } from './payload.ts';
import type { Part, Upload } from './uploads.ts';
import { childText, element, parseXml, type XmlElement, xmlDocument } from './xml.ts';

const MIN_PART = 5 * 1024 ** 2;

/**
 * CompleteMultipartUpload: the object is the list of the parts' bytes, nothing is copied. Throws InvalidPart,
 * InvalidPartOrder, EntityTooSmall, BadDigest, the errors of a conditional write, and leaves the upload as it was.
 */
export async function completeUpload(call: Call): Promise<Answer> {
  const find = (): Upload => call.uploads.find(call.bucket, call.key, call.query.get('uploadId'));
  const upload = find();
  const parts = chooseParts(upload, await readDocument(call));
  const blobs = parts.map((part) => part.blob);
  const size = blobs.reduce((sum, blob) => sum + blob.size, 0);
  checkObjectSize(parameter(call, 'x-amz-mp-object-size'), size);
  const checksum = await objectChecksum(call, upload, parts);

  const object: StoredObject = {
    key: call.key,
    versionId: newEtag(),
    etag: `${createHash('md5')
      .update(parts.map((part) => part.etag).join())
      .digest('hex')}-${parts.length}`,
    size,
    lastModified: Date.now(),
    headers: { ...upload.headers },
    ...(checksum && { checksum }),
    blobs,
  };
  if (find() !== upload || parts.some((part) => upload.parts.get(part.number) !== part)) {
    throw new S3Error('InvalidPart', 'A part was replaced while the upload was being completed.');
  }
  call.bucket.put(object, (before) => checkWrite(call.headers, before));
  call.uploads.end(upload);
  await call.bucket.blobs.remove(
    [...upload.parts.values()].filter((part) => !parts.includes(part)).map((part) => part.blob),
  );
  call.created({ bucket: call.bucket.name, key: object.key, size, versionId: object.versionId });

  const facts = [
    element('Bucket', call.bucket.name),
    element('Key', call.key),
    element('ETag', `"${object.etag}"`),
    checksum ? element(`Checksum${checksum.name.toUpperCase()}`, checksum.value) : '',
    element('ChecksumType', checksum?.type),
  ];
  return {
    status: 200,
    headers: { ...XML_HEADERS, 'x-amz-version-id': object.versionId, ...encryptionOf(object.headers) },
    body: xmlDocument(`<CompleteMultipartUploadResult>${facts.join('')}</CompleteMultipartUploadResult>`),
  };
}

async function readDocument(call: Call): Promise<readonly XmlElement[]> {
  // An x-amz-checksum- header of this request is about the object, not about the document that is its body.
  const ofDocument = (name: string): string | undefined =>
    name.startsWith('x-amz-checksum-') ? undefined : parameter(call, name);
  const document = documentSink();
  await receive(call.body, planPayload(ofDocument, call.auth.payload, []), call.auth, document.write);
  const root = parseXml(document.text());
  const parts = root?.children.filter((child) => child.name === 'Part') ?? [];
  if (root?.name !== 'CompleteMultipartUpload' || parts.length === 0) {
    throw new S3Error('MalformedXML', 'The XML you provided was not a CompleteMultipartUpload with parts.');
  }
  return parts;
}

function chooseParts(upload: Upload, named: readonly XmlElement[]): readonly Part[] {
  const chosen: Part[] = [];
  for (const item of named) {
    const number = Number(childText(item, 'PartNumber'));
    const before = chosen.at(-1);
    if (before && before.number >= number) {
      throw new S3Error('InvalidPartOrder', 'The list of parts was not in ascending order.');
    }
    const part = upload.parts.get(number);
    if (!part || childText(item, 'ETag')?.replaceAll('"', '') !== part.etag || !sameChecksum(upload, part, item)) {
      throw new S3Error(
        'InvalidPart',
        `Part ${number} was not uploaded, or its entity tag or checksum does not match.`,
      );
    }
    chosen.push(part);
  }
  if (chosen.slice(0, -1).some((part) => part.blob.size < MIN_PART)) {
    throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
  }
  return chosen;
}

function sameChecksum(upload: Upload, part: Part, item: XmlElement): boolean {
  if (!upload.checksum) return true;
  const { name, type } = upload.checksum;
  const given = childText(item, `Checksum${name.toUpperCase()}`);
  if (given === undefined && type === 'COMPOSITE') {
    throw new S3Error(
      'InvalidRequest',
      `The upload was created using a ${name} checksum, and part ${part.number} has none.`,
    );
  }
  return given === undefined || given === part.checksum;
}

function checkObjectSize(given: string | undefined, size: number): void {
  if (given !== undefined && Number(given) !== size) {
    throw new S3Error('InvalidRequest', 'The x-amz-mp-object-size does not match the size of the parts.');
  }
}

async function objectChecksum(call: Call, upload: Upload, parts: readonly Part[]): Promise<Checksum | undefined> {
  if (!upload.checksum) return undefined;
  const { name, type } = upload.checksum;
  let value: string;
  if (type === 'COMPOSITE') {
    value = compositeChecksum(
      name,
      parts.map((part) => part.checksum ?? ''),
    );
  } else {
    const running = runningChecksum(name);
    for await (const bytes of call.bucket.blobs.read(
      parts.map((part) => part.blob),
      0,
      Number.MAX_SAFE_INTEGER,
    )) {
      running.update(bytes);
    }
    value = running.value().toString('base64');
  }
  const given = parameter(call, `x-amz-checksum-${name}`);
  if (given !== undefined && given !== value) {
    throw new S3Error('BadDigest', `The ${name} you specified did not match the calculated checksum.`);
  }
  return { name, value, type };
}

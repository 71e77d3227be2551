import { type Answer, type Call, parameter, parameterNames } from './call.ts';
import { type ChecksumName, isChecksumName } from './checksums.ts';
import { S3Error } from './errors.ts';
import { encryptionOf, headersToKeep } from './object-headers.ts';
import { newEtag } from './objects.ts';
import { planPayload, receive } from './payload.ts';
import type { Upload } from './uploads.ts';
import { element, xmlDocument } from './xml.ts';

export const XML_HEADERS = { 'content-type': 'application/xml' } as const;
const MAX_PARTS = 10_000;
const MAX_LISTED = 1000;

/** CreateMultipartUpload: what is said of encryption, type and metadata here holds for the object to come. */
export async function createUpload(call: Call): Promise<Answer> {
  const headers = headersToKeep(call);
  const upload = call.uploads.start({ bucket: call.bucket, key: call.key, headers, checksum: wantedChecksum(call) });
  const facts = [element('Bucket', call.bucket.name), element('Key', call.key), element('UploadId', upload.id)];
  return {
    status: 200,
    headers: {
      ...XML_HEADERS,
      ...encryptionOf(headers),
      ...(upload.checksum && {
        'x-amz-checksum-algorithm': upload.checksum.name.toUpperCase(),
        'x-amz-checksum-type': upload.checksum.type,
      }),
    },
    body: xmlDocument(`<InitiateMultipartUploadResult>${facts.join('')}</InitiateMultipartUploadResult>`),
  };
}

/** SHA checksums of a multipart object can only be composite, CRC-64/NVME only full. [S3 user guide, Checking object integrity] */
function wantedChecksum(call: Call): Upload['checksum'] {
  const name = parameter(call, 'x-amz-checksum-algorithm')?.toLowerCase();
  const given = parameter(call, 'x-amz-checksum-type');
  if (name === undefined && given === undefined) return undefined;
  if (name === undefined || !isChecksumName(name)) {
    throw new S3Error('InvalidRequest', 'x-amz-checksum-algorithm is missing or not known.');
  }
  const type = given ?? (name === 'crc64nvme' ? 'FULL_OBJECT' : 'COMPOSITE');
  const never: Partial<Record<ChecksumName, string>> = {
    crc64nvme: 'COMPOSITE',
    sha1: 'FULL_OBJECT',
    sha256: 'FULL_OBJECT',
  };
  if ((type !== 'FULL_OBJECT' && type !== 'COMPOSITE') || never[name] === type) {
    throw new S3Error(
      'InvalidRequest',
      `The ${type} checksum type cannot be used with the ${name} checksum algorithm.`,
    );
  }
  return { name, type };
}

/** UploadPart: the part before under the same number is replaced. */
export async function uploadPart(call: Call): Promise<Answer> {
  const number = Number(call.query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > MAX_PARTS) {
    throw new S3Error('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive');
  }
  const find = (): Upload => call.uploads.find(call.bucket, call.key, call.query.get('uploadId'));
  const expected = find().checksum?.name;
  const plan = planPayload((name) => parameter(call, name), call.auth.payload, parameterNames(call));
  if (expected !== undefined && expected !== plan.checksum?.name) {
    throw new S3Error(
      'InvalidRequest',
      `Checksum Type mismatch occurred, expected checksum Type: ${expected}, actual checksum Type: ${plan.checksum?.name ?? 'null'}`,
    );
  }
  const { blob, result: received } = await call.bucket.blobs.write((write) =>
    receive(call.body, plan, call.auth, write),
  );
  const upload = await findOr(find, () => call.bucket.blobs.remove([blob]));
  const etag = newEtag();
  const before = upload.parts.get(number);
  upload.parts.set(number, { number, etag, blob, checksum: received.checksum?.value, lastModified: Date.now() });
  if (before) await call.bucket.blobs.remove([before.blob]);
  const checksum = received.checksum && { [`x-amz-checksum-${received.checksum.name}`]: received.checksum.value };
  return { status: 200, headers: { etag: `"${etag}"`, ...encryptionOf(upload.headers), ...checksum } };
}

/** The upload, unless it was ended while a part of it came in: then the part goes too. */
async function findOr(find: () => Upload, cleanUp: () => Promise<void>): Promise<Upload> {
  try {
    return find();
  } catch (error) {
    await cleanUp();
    throw error;
  }
}

/** AbortMultipartUpload. */
export async function abortUpload(call: Call): Promise<Answer> {
  const upload = call.uploads.find(call.bucket, call.key, call.query.get('uploadId'));
  call.uploads.end(upload);
  await call.bucket.blobs.remove([...upload.parts.values()].map((part) => part.blob));
  return { status: 204, headers: {} };
}

/** ListParts, by number. */
export async function listParts(call: Call): Promise<Answer> {
  const upload = call.uploads.find(call.bucket, call.key, call.query.get('uploadId'));
  const [marker, most] = [
    call.query.get('part-number-marker') ?? '0',
    call.query.get('max-parts') ?? String(MAX_LISTED),
  ];
  if (!/^\d{1,9}$/.test(marker) || !/^\d{1,9}$/.test(most)) {
    throw new S3Error('InvalidArgument', 'part-number-marker or max-parts is not a number.');
  }
  const left = [...upload.parts.values()]
    .filter((part) => part.number > Number(marker))
    .sort((a, b) => a.number - b.number);
  const parts = left.slice(0, Math.min(Number(most), MAX_LISTED));
  const rows = parts.map((part) => {
    const facts = [
      element('PartNumber', part.number),
      element('LastModified', new Date(part.lastModified).toISOString()),
      element('ETag', `"${part.etag}"`),
      element('Size', part.blob.size),
      upload.checksum ? element(`Checksum${upload.checksum.name.toUpperCase()}`, part.checksum) : '',
    ];
    return `<Part>${facts.join('')}</Part>`;
  });
  const facts = [
    element('Bucket', call.bucket.name),
    element('Key', call.key),
    element('UploadId', upload.id),
    element('ChecksumAlgorithm', upload.checksum?.name.toUpperCase()),
    element('ChecksumType', upload.checksum?.type),
    element('PartNumberMarker', Number(marker)),
    element('NextPartNumberMarker', parts.at(-1)?.number),
    element('MaxParts', Math.min(Number(most), MAX_LISTED)),
    element('IsTruncated', parts.length < left.length),
    ...rows,
  ];
  return {
    status: 200,
    headers: XML_HEADERS,
    body: xmlDocument(`<ListPartsResult>${facts.join('')}</ListPartsResult>`),
  };
}

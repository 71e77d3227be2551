import type { Answer, Call } from './call.ts';
import { completeUpload } from './complete-upload.ts';
import { S3Error } from './errors.ts';
import { listObjects } from './list.ts';
import { abortUpload, createUpload, listParts, uploadPart } from './multipart.ts';
import { OVERRIDES } from './object-headers.ts';
import { deleteObject, deleteObjects, getObject, headObject, putObject } from './objects.ts';

interface Operation {
  readonly method: string;
  readonly on: 'bucket' | 'key';
  /** Query parameters that tell it from the others of its method. */
  readonly needs?: readonly string[];
  readonly allows?: readonly string[];
  readonly run: (call: Call) => Promise<Answer>;
}

const READ = ['versionId', ...OVERRIDES.map((name) => `response-${name}`)];
const LIST = ['prefix', 'delimiter', 'continuation-token', 'max-keys', 'start-after', 'encoding-type'];

const OPERATIONS: readonly Operation[] = [
  { method: 'PUT', on: 'key', needs: ['partNumber', 'uploadId'], run: uploadPart },
  { method: 'PUT', on: 'key', run: putObject },
  { method: 'GET', on: 'key', needs: ['uploadId'], allows: ['part-number-marker', 'max-parts'], run: listParts },
  { method: 'GET', on: 'key', allows: READ, run: getObject },
  { method: 'HEAD', on: 'key', allows: READ, run: headObject },
  { method: 'DELETE', on: 'key', needs: ['uploadId'], run: abortUpload },
  { method: 'DELETE', on: 'key', allows: ['versionId'], run: deleteObject },
  { method: 'POST', on: 'key', needs: ['uploads'], run: createUpload },
  { method: 'POST', on: 'key', needs: ['uploadId'], run: completeUpload },
  { method: 'POST', on: 'bucket', needs: ['delete'], run: deleteObjects },
  { method: 'GET', on: 'bucket', needs: ['list-type'], allows: LIST, run: listObjects },
];

const EVERYWHERE = /^(X-Amz-(Algorithm|Credential|Date|Expires|SignedHeaders|Signature|Content-Sha256)|x-id|x-amz-.*)$/;
const KNOWN_HEADER =
  /^x-amz-(date|content-sha256|decoded-content-length|trailer|user-agent|sdk-checksum-algorithm|checksum-(algorithm|type|mode|crc32|crc32c|crc64nvme|sha1|sha256)|mp-object-size|meta-.*|server-side-encryption|server-side-encryption-(aws-kms-key-id|bucket-key-enabled))$/;

/**
 * The operation a call is for. What this server does not do is refused (NotImplemented) and never passed over: a fake that
 * ignores a header would let a fault through that only real S3 shows.
 */
export function route(method: string, call: Call): (call: Call) => Promise<Answer> {
  const on = call.key === '' ? 'bucket' : 'key';
  const operation = OPERATIONS.find(
    (each) => each.method === method && each.on === on && (each.needs ?? []).every((name) => call.query.has(name)),
  );
  const { needs = [], allows = [], run } = operation ?? {};
  const strange =
    [...call.query.keys()].find((name) => !EVERYWHERE.test(name) && !needs.includes(name) && !allows.includes(name)) ??
    [...call.headers.keys(), ...call.query.keys()].find(
      (name) => name.startsWith('x-amz-') && !KNOWN_HEADER.test(name),
    );
  if (!run || strange !== undefined) {
    throw new S3Error('NotImplemented', `This server does not implement ${strange ?? `${method} of a ${on}`}.`);
  }
  return run;
}

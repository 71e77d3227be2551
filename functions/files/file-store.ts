import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { HmisError } from '../../shared/errors.ts';

/** The bucket that finished files lie in. */
export interface FileStore {
  readonly s3: S3Client;
  readonly bucket: string;
  /** The key that objects are encrypted under; left out, the store's own. */
  readonly keyId?: string;
}

const DOWNLOAD_SECONDS = 300;
/** S3 takes 10,000 parts of at least 5 MiB: 80 GB with this. It is also all that an upload holds in memory. */
export const PART_BYTES = 8 * 1024 ** 2;

export const FILES_FOLDER = 'files';
export const fileKey = (id: string): string => `${FILES_FOLDER}/${id}.zip`;

/** An upload under way: what is written goes up part by part; nothing is there to be read before it is complete. */
export interface FileUpload {
  readonly writable: WritableStream<Uint8Array>;
  /** Bytes written so far. */
  size(): number;
  /** Makes the object, unless there is one: false then. All must be written. */
  complete(): Promise<boolean>;
  abort(): Promise<void>;
}

/** Begins the upload of a file. Writing waits for each part to be up, so that no more than one lies in memory. */
export async function beginUpload({ s3, bucket, keyId }: FileStore, id: string): Promise<FileUpload> {
  const at = { Bucket: bucket, Key: fileKey(id) };
  const { UploadId } = await s3
    .send(
      new CreateMultipartUploadCommand({
        ...at,
        ContentType: 'application/zip',
        ServerSideEncryption: 'aws:kms',
        ...(keyId === undefined ? {} : { SSEKMSKeyId: keyId }),
      }),
    )
    .catch(translate);
  const parts: { readonly PartNumber: number; readonly ETag: string | undefined }[] = [];
  const part = new Uint8Array(PART_BYTES);
  let filled = 0;
  let size = 0;
  const send = async () => {
    const PartNumber = parts.length + 1;
    const Body = part.subarray(0, filled);
    const { ETag } = await s3
      .send(new UploadPartCommand({ ...at, UploadId, PartNumber, Body, ContentLength: filled }))
      .catch(translate);
    parts.push({ PartNumber, ETag });
    filled = 0;
  };
  const writable = new WritableStream<Uint8Array>({
    async write(chunk) {
      size += chunk.length;
      for (let from = 0; from < chunk.length; ) {
        const piece = chunk.subarray(from, from + PART_BYTES - filled);
        part.set(piece, filled);
        filled += piece.length;
        from += piece.length;
        if (filled === PART_BYTES) await send();
      }
    },
    async close() {
      if (filled > 0 || parts.length === 0) await send();
    },
  });
  return {
    writable,
    size: () => size,
    async complete() {
      const command = new CompleteMultipartUploadCommand({
        ...at,
        UploadId,
        MultipartUpload: { Parts: parts },
        IfNoneMatch: '*',
      });
      return s3.send(command).then(
        () => true,
        (error: unknown) => {
          // An answer that was lost is asked for again, and then the upload is gone: the object tells.
          if (['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchUpload'].includes(nameOf(error)))
            return false;
          return translate(error);
        },
      );
    },
    async abort() {
      await s3.send(new AbortMultipartUploadCommand({ ...at, UploadId })).catch(() => undefined);
    },
  };
}

/** Bytes of a finished file; undefined where there is none. */
export async function storedSize({ s3, bucket }: FileStore, id: string): Promise<number | undefined> {
  return s3.send(new HeadObjectCommand({ Bucket: bucket, Key: fileKey(id) })).then(
    ({ ContentLength }) => ContentLength,
    (error: unknown) => (['NotFound', 'NoSuchKey'].includes(nameOf(error)) ? undefined : translate(error)),
  );
}

export async function deleteFile({ s3, bucket }: FileStore, id: string): Promise<void> {
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: fileKey(id) })).catch(translate);
}

/** An address that gives this one file to whoever has it, for five minutes; `name` is what a browser saves it as. */
export async function downloadUrl({ s3, bucket }: FileStore, id: string, name: string): Promise<string> {
  const command = new GetObjectCommand({
    Bucket: bucket,
    Key: fileKey(id),
    ResponseContentDisposition: `attachment; filename="${name}"`,
    ResponseCacheControl: 'no-store',
  });
  return getSignedUrl(s3, command, { expiresIn: DOWNLOAD_SECONDS });
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

function translate(error: unknown): never {
  throw new HmisError('Busy', 'The file store does not answer just now. Try again in a minute.', { cause: error });
}

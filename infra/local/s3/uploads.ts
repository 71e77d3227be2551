import { randomBytes } from 'node:crypto';
import type { Blob } from './blobs.ts';
import type { Bucket } from './bucket.ts';
import type { ChecksumName, ChecksumType } from './checksums.ts';
import { S3Error } from './errors.ts';

/** A part of an unfinished upload. */
export interface Part {
  readonly number: number;
  readonly etag: string;
  readonly blob: Blob;
  readonly checksum: string | undefined;
  readonly lastModified: number;
}

/** An unfinished multipart upload. */
export interface Upload {
  readonly id: string;
  readonly bucket: Bucket;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly checksum: { readonly name: ChecksumName; readonly type: ChecksumType } | undefined;
  readonly parts: Map<number, Part>;
}

/**
 * The unfinished uploads. They are in memory, as a bucket's rule that ends them early would have it: after a restart they
 * are NoSuchUpload, and their bytes are swept.
 */
export interface Uploads {
  start(upload: Omit<Upload, 'id' | 'parts'>): Upload;
  /** Throws NoSuchUpload where it is not one of that bucket and key. */
  find(bucket: Bucket, key: string, id: string | undefined): Upload;
  end(upload: Upload): void;
}

export function openUploads(): Uploads {
  const uploads = new Map<string, Upload>();
  return {
    start(facts) {
      const upload = { ...facts, id: randomBytes(24).toString('base64url'), parts: new Map<number, Part>() };
      uploads.set(upload.id, upload);
      return upload;
    },
    find(bucket, key, id) {
      const upload = uploads.get(id ?? '');
      if (!upload || upload.bucket !== bucket || upload.key !== key) {
        throw new S3Error(
          'NoSuchUpload',
          'The specified upload does not exist: it may have been completed or aborted.',
        );
      }
      return upload;
    },
    end(upload) {
      uploads.delete(upload.id);
    },
  };
}

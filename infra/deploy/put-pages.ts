import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { planPages } from './plan-pages.ts';

/** Puts the pages that lie in `folder` into the bucket; answers how many files. */
export async function putPages(s3: S3Client, bucket: string, folder: string): Promise<number> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
  const objects = planPages(files);
  for (const { key, headers } of objects) {
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: await readFile(join(folder, key)),
        ContentType: headers['content-type'],
        CacheControl: headers['cache-control'],
      }),
    );
  }
  return objects.length;
}

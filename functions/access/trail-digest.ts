import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { addDays, type CalendarDate } from '../../shared/dates.ts';
import type { Dynamo } from '../snapshot/dynamo.ts';
import { type TrailCheck, verifyTrail } from './trail-reading.ts';

/** Where the ends of the chains are kept out of the reach of whoever can write the table. */
export interface DigestStore {
  readonly s3: S3Client;
  /** Lets no one change or delete an object until its time is over (Object Lock). */
  readonly bucket: string;
  readonly keyId: string;
}

/** A day whose digest could not be written is tried again on the days after it. */
const DAYS_BACK = 3;

/**
 * Keeps the ends of the trail's chains of each of the last days that are over (UTC), once: a digest that is there stays as
 * it is. Answers the checks, for faults to be told. Throws what the file store refused.
 */
export async function keepDigests(dynamo: Dynamo, store: DigestStore, today: CalendarDate): Promise<TrailCheck[]> {
  const checks: TrailCheck[] = [];
  for (let back = DAYS_BACK; back >= 1; back -= 1) {
    const check = await verifyTrail(dynamo, addDays(today, -back));
    await putOnce(store, check);
    checks.push(check);
  }
  return checks;
}

/** As `hmis audit verify --against` takes it: a list of checks, here of one day. */
async function putOnce({ s3, bucket, keyId }: DigestStore, check: TrailCheck): Promise<void> {
  try {
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: digestKey(check.day),
        Body: `${JSON.stringify([check], null, 2)}\n`,
        ContentType: 'application/json',
        ServerSideEncryption: 'aws:kms',
        SSEKMSKeyId: keyId,
        IfNoneMatch: '*',
      }),
    );
  } catch (error) {
    if (!(error instanceof Error && error.name === 'PreconditionFailed')) throw error;
  }
}

export const digestKey = (day: CalendarDate): string => `digests/${day}.json`;

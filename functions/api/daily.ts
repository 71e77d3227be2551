import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import type { DigestStore } from '../access/trail-digest.ts';
import type { Turning } from '../access/turn-origin-secret.ts';
import type { DropFolder } from '../importer/drop.ts';
import { connectDynamo, type Dynamo } from '../snapshot/dynamo.ts';
import { read } from './environment.ts';

const text = z.string().min(1);
const sweepEnvironment = z.object({ AWS_REGION: text, HMIS_TABLE: text, HMIS_KEYS_TABLE: text });
const digestEnvironment = z.object({
  AWS_REGION: text,
  HMIS_TABLE: text,
  HMIS_DIGESTS_BUCKET: text,
  HMIS_DIGESTS_KEY_ID: text,
});
const dropEnvironment = z.object({
  AWS_REGION: text,
  HMIS_TABLE: text,
  HMIS_UPLOADS_BUCKET: text,
  HMIS_UPLOADS_KEY_ID: text,
  HMIS_DROP_BUCKET: text,
});
const turnEnvironment = z.object({ AWS_REGION: text, HMIS_DISTRIBUTION_ID: text });

/** The tables of the function that sweeps. */
export function sweepFromEnvironment(): Dynamo {
  const { AWS_REGION, HMIS_TABLE, HMIS_KEYS_TABLE } = read(sweepEnvironment);
  return connectDynamo({ region: AWS_REGION, table: HMIS_TABLE, keysTable: HMIS_KEYS_TABLE });
}

/** The trail's table, and where the digests go. It has no key of names to find: the second table is none of its own. */
export function digestFromEnvironment(): { readonly dynamo: Dynamo; readonly store: DigestStore } {
  const env = read(digestEnvironment);
  return {
    dynamo: connectDynamo({ region: env.AWS_REGION, table: env.HMIS_TABLE, keysTable: 'none' }),
    store: {
      s3: new S3Client({ region: env.AWS_REGION }),
      bucket: env.HMIS_DIGESTS_BUCKET,
      keyId: env.HMIS_DIGESTS_KEY_ID,
    },
  };
}

/** What takes in dropped exports. Like the other it finds no key of names. */
export function dropFromEnvironment(): DropFolder {
  const env = read(dropEnvironment);
  const s3 = new S3Client({ region: env.AWS_REGION, requestChecksumCalculation: 'WHEN_REQUIRED' });
  return {
    s3,
    bucket: env.HMIS_DROP_BUCKET,
    uploads: { s3, bucket: env.HMIS_UPLOADS_BUCKET, keyId: env.HMIS_UPLOADS_KEY_ID },
    dynamo: connectDynamo({ region: env.AWS_REGION, table: env.HMIS_TABLE, keysTable: 'none' }),
    now: () => new Date(),
  };
}

/** Some minutes until every edge has a change; a function may run for 15. */
const LOOK = { every: 20, forAtMost: 780 };

export function turningFromEnvironment(): Turning {
  const { AWS_REGION, HMIS_DISTRIBUTION_ID } = read(turnEnvironment);
  return {
    secrets: new SecretsManagerClient({ region: AWS_REGION }),
    distributions: new CloudFrontClient({ region: AWS_REGION }),
    distributionId: HMIS_DISTRIBUTION_ID,
    look: LOOK,
  };
}

import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { runImport } from '../../../functions/importer/import.ts';
import { putImport, waitingStatus } from '../../../functions/importer/import-status.ts';
import { uploadKey } from '../../../functions/importer/uploads.ts';
import { connectDynamo } from '../../../functions/snapshot/dynamo.ts';
import { meterDynamo } from '../../../functions/snapshot/dynamo-meter.ts';
import { masterKeyService } from '../../../infra/local/master-key.ts';
import { CREDENTIALS } from '../../infra/local/s3/endpoint.ts';
import { peakMemory } from '../store/peak-memory.ts';
import type { StoreConnection } from '../store/store.ts';

/** What the importing process is told, and what it prints as JSON. */
export interface ImportAssignment {
  readonly store: StoreConnection;
  readonly zip: string;
}

export interface ImportCost {
  readonly ms: number;
  /** Processor time of the importing process, all threads. */
  readonly cpuMs: number;
  readonly peakBytes: number;
  readonly wcu: number;
  readonly rcu: number;
  readonly requests: number;
  readonly enrollments: number;
  readonly projects: number;
  readonly projectsUnchanged: number;
  readonly segments: number;
  /** Bytes of the segments that were written. */
  readonly storedBytes: number;
}

// An import alone in its process.
const { store, zip } = JSON.parse(process.argv[2] ?? '') as ImportAssignment;
const dynamo = connectDynamo(store.connection);
const s3 = new S3Client({
  endpoint: store.s3.endpoint,
  region: 'us-east-1',
  forcePathStyle: true,
  credentials: CREDENTIALS,
});
const id = randomUUID();
const now = () => new Date();
const status = waitingStatus(id, 'Ada Park', now().toISOString());
await putImport(dynamo, { status, acceptSmaller: false, by: { tid: 't', oid: 'o', name: 'Ada Park' } });
await s3.send(
  new PutObjectCommand({
    Bucket: store.s3.bucket,
    Key: uploadKey(id),
    Body: createReadStream(zip),
    ContentLength: (await stat(zip)).size,
    ServerSideEncryption: 'aws:kms',
  }),
);
const importer = {
  writer: {
    dynamo,
    keys: await masterKeyService(join(store.folder, 'names.key')),
    deployment: 'local',
    versionKey: Buffer.alloc(32, 7),
    writesAtOnce: 4,
  },
  uploads: { s3, bucket: store.s3.bucket },
  spillFolder: join(store.folder, 'spill'),
  now,
};
const cpu = process.cpuUsage();
const began = performance.now();
const { value, cost } = await meterDynamo(() => runImport(importer, id));
const ms = performance.now() - began;
const { user, system } = process.cpuUsage(cpu);
if (value.state !== 'done') throw new Error(`The import was ${value.state}: ${value.message}`);
const { enrollments, projects, projectsUnchanged, segments, bytes } = value.stored;
const result: ImportCost = {
  ms,
  cpuMs: (user + system) / 1_000,
  peakBytes: peakMemory(),
  wcu: cost.wcu,
  rcu: cost.rcu,
  requests: cost.requests,
  enrollments,
  projects,
  projectsUnchanged,
  segments,
  storedBytes: bytes,
};
console.log(JSON.stringify(result));
process.exit(0);

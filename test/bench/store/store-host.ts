import { join } from 'node:path';
import { startDynamoDb } from '../../../infra/local/dynamodb.ts';
import { startS3 } from '../../../infra/local/s3/server.ts';
import { BUCKET, CREDENTIALS } from '../../infra/local/s3/endpoint.ts';
import type { StoreConnection } from './store.ts';

// Tables and file store of the bench, in a process of their own: what they need is not what the service needs. Says on
// its output how they are reached, and ends when its input does.
const folder = process.argv[2] ?? '';
const { connection, close } = await startDynamoDb({ folder: join(folder, 'tables') });
const s3 = await startS3({ folder: join(folder, 'files'), buckets: [BUCKET], credentials: CREDENTIALS });
const reached: StoreConnection = { folder, connection, s3: { endpoint: s3.endpoint, bucket: BUCKET } };
process.stdout.write(`${JSON.stringify(reached)}\n`);

process.stdin.resume();
process.stdin.once('end', async () => {
  await s3.close();
  await close();
});

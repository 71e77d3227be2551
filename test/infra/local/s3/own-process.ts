import { startS3 } from '../../../../infra/local/s3/server.ts';
import { BUCKET, CREDENTIALS } from './endpoint.ts';

/** A server in a process of its own, which a test may kill. Prints its endpoint, and its peak memory in bytes on a signal. */
const [folder = ''] = process.argv.slice(2);
const { endpoint } = await startS3({ folder, buckets: [BUCKET], credentials: CREDENTIALS });
process.on('message', () => process.send?.(process.resourceUsage().maxRSS * 1024));
process.send?.(endpoint);

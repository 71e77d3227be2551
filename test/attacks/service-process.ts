import { startLocalService } from '../../infra/local/service.ts';
import { orphansOf } from '../functions/importer/store.ts';

/**
 * The local service as a process of its own, which a test may kill: `node service-process.ts FOLDER`. Once it answers, it
 * says in one line what its start has left lying about that belongs to nothing.
 */
const { dynamo } = await startLocalService({ dataDir: process.argv[2] ?? '', announce: true });
process.stdout.write(`${JSON.stringify({ orphans: await orphansOf(dynamo) })}\n`);

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUNDLES, bundle } from '../../../infra/bundles.ts';
import { reportIds } from '../../../infra/report-ids.ts';
import { type Figure, median } from '../figure.ts';
import { inOwnProcess } from '../store/worker.ts';

const START = join(import.meta.dirname, 'start-worker.ts');
const RUNS = 7;
const READY_MS = 200;
const BUNDLE_BYTES = 1_000_000;

/** What each function's bundle weighs, and how long it takes from its first line to a handler that can be called. */
export async function* startFigures(): AsyncGenerator<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'hmis-bench-'));
  const kms = await answeringKms();
  try {
    for (const each of BUNDLES) {
      const { bytes } = await bundle(each, folder);
      yield { figure: `bundle of ${each.name}`, value: bytes, unit: 'bytes', target: BUNDLE_BYTES };
      const times: number[] = [];
      for (let run = 0; run < RUNS; run++) {
        const assignment = { bundle: join(folder, each.name, 'index.mjs') };
        times.push((await inOwnProcess<{ ms: number }>(START, assignment, [], environment(kms.url))).ms);
      }
      // The first one finds nothing of it in the disk's cache.
      const value = Math.round(median(times.slice(1)));
      yield { figure: `bundle of ${each.name}, to ready`, value, unit: 'ms', target: READY_MS };
    }
  } finally {
    kms.close();
    await rm(folder, { recursive: true });
  }
}

/** The importer asks KMS for its secret before it is ready. */
async function answeringKms(): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify({ Mac: Buffer.alloc(32, 7).toString('base64') }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => void server.close(),
  };
}

/** What any of the functions asks of its environment. */
function environment(kms: string): NodeJS.ProcessEnv {
  const id = '11111111-1111-4111-8111-111111111111';
  return {
    AWS_REGION: 'us-east-2',
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
    AWS_ENDPOINT_URL_KMS: kms,
    HMIS_DEPLOYMENT: 'bench',
    HMIS_TABLE: 'data',
    HMIS_KEYS_TABLE: 'keys',
    HMIS_UPLOADS_BUCKET: 'uploads',
    HMIS_UPLOADS_KEY_ID: 'data-key',
    HMIS_TIME_ZONE: 'America/Chicago',
    HMIS_TENANTS: id,
    HMIS_AUDIENCE: id,
    HMIS_CLIENT_IDS: id,
    HMIS_REPORTS: reportIds().join(','),
    HMIS_FILES_BUCKET: 'files',
    HMIS_FILES_KEY_ID: 'files-key',
    HMIS_FILES_DAYS: '7',
    HMIS_PASSWORDS_KEY_ID: 'passwords-key',
    HMIS_FILES_QUEUE: 'https://sqs.us-east-1.amazonaws.com/111122223333/files',
    HMIS_ORIGIN_SECRET_ID: 'origin-secret',
    HMIS_DISTRIBUTION_ID: 'E1EXAMPLE',
    HMIS_DIGESTS_BUCKET: 'digests',
    HMIS_DIGESTS_KEY_ID: 'digests-key',
    HMIS_DROP_BUCKET: 'drop',
    HMIS_SHARDS_MACHINE: 'arn:aws:states:us-east-2:111122223333:stateMachine:bench',
    HMIS_NAMES_KEY_ID: 'names-key',
    HMIS_VERSION_MAC_KEY_ID: 'mac-key',
  };
}

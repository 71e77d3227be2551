import { S3Client } from '@aws-sdk/client-s3';
import { PAGE_ROWS } from '../../functions/api/service.ts';
import { aprTotals, UNIVERSES, VALIDATION_CSVS } from '../../functions/files/apr/validation-csv.ts';
import type { ValidationCsv } from '../../functions/files/apr/validation-run.ts';
import { runFileJob } from '../../functions/files/worker.ts';
import { connectDynamo } from '../../functions/snapshot/dynamo.ts';
import { masterKeyService } from '../../infra/local/master-key.ts';
import type { Assignment } from './files.ts';
import { peakMemory } from './store/peak-memory.ts';

// The worker of the bench, alone in its process so that its memory is its own: prints what it took as JSON.
const assignment = JSON.parse(process.argv[2] ?? '') as Assignment;
const keys = await masterKeyService(assignment.keyFile);
const { endpoint, bucket, credentials } = assignment.s3;

/** As wide as the widest of the four files, while there are none. */
const WIDE: ValidationCsv = {
  name: 'Wide.csv',
  columns: Array.from({ length: 50 }, (_, n) => ({ key: `C${n}`, type: 'text', note: '' })),
  families: ['ASSESSMENT'],
  *rows({ enrollments }, run) {
    for (const e of enrollments) {
      if (!run.isLatestInApr(e)) continue;
      yield Array.from({ length: 50 }, (_, n) => (n % 2 === 0 ? e.PersonalID : e.EntryDate));
    }
  },
};

const started = Date.now();
const worked = await runFileJob(
  {
    reader: { dynamo: connectDynamo(assignment.connection), keys, deployment: 'bench' },
    store: { s3: new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials }), bucket },
    passwords: { keys, deployment: 'bench' },
    rules: {
      csvs: VALIDATION_CSVS.length > 0 ? VALIDATION_CSVS : [WIDE, { ...WIDE, name: 'Wide2.csv' }],
      universes: UNIVERSES,
      totals: aprTotals,
    },
    runs: { timeZone: 'America/Chicago', reportIds: [], pageRows: PAGE_ROWS },
    filesLastMs: 86_400_000,
    onFault: (fault) => console.error(fault),
    now: () => new Date(),
  },
  assignment.ask,
);
if (worked !== 'ended') throw new Error(`The job is ${worked}.`);
console.log(JSON.stringify({ bytes: peakMemory(), ms: Date.now() - started }));
process.exit(0);

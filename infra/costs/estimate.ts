import { PAGE_ROWS } from '../../functions/api/service.ts';
import { PLAN_LIMITS } from '../../functions/importer/shards/plan.ts';
import { PRICES } from './prices.ts';

/** What one deployment's data and work came to where it was measured. Seconds hold the database's own work: an upper bound. */
export interface Measured {
  readonly clients: number;
  readonly projects: number;
  readonly enrollments: number;
  readonly storedBytes: number;
  readonly zipBytes: number;
  readonly importWcu: number;
  readonly importSeconds: number;
  /** One list of a year over all projects, names hidden: a plan and one page. */
  readonly runRcu: number;
  readonly runWcu: number;
  readonly runSeconds: number;
  readonly runBytes: number;
}

export interface Community {
  readonly name: string;
  readonly clients: number;
  readonly projects: number;
  readonly users: number;
  /** How many times as much data a person has as in the sample; 1 where left out. */
  readonly data?: number;
}

export const COMMUNITIES: readonly Community[] = [
  { name: 'A small CoC', clients: 5_000, projects: 40, users: 15 },
  { name: 'Dallas', clients: 50_000, projects: 350, users: 120 },
  // Where each bed night is a row, a person has some hundred of them beside all else.
  { name: 'Dallas by bed nights', clients: 50_000, projects: 350, users: 120, data: 3 },
  { name: 'A state', clients: 1_000_000, projects: 5_000, users: 1_500 },
  { name: 'Ten million enrollments', clients: 8_800_000, projects: 17_600, users: 5_000 },
];

/** What people are taken to do in a month. */
export const HABITS = {
  /** One export a night. */
  imports: 30,
  /** Of the data, in projects that changed since the night before: what did not is not written again. */
  changedShare: 0.7,
  runsAPerson: 80,
  /** Of the data, that one run reads: mostly an organization, sometimes all of it. */
  readShare: 0.1,
  /** Of what is stored, in snapshots beside the current one. */
  keptShare: 1.5,
  logBytesARequest: 1_000,
  /** Of an entry of the trail, which are kept for good: a year of them is counted. */
  trailBytesARequest: 1_000,
  trailMonths: 12,
  /** A validation file reads names and every record, and runs its rows through HUD's tables: so many lists' work. */
  filesAPerson: 0.5,
  listsAFile: 5,
  /** Saves of a housing tracker: the item, its log, both lists and the trail, in write units. */
  trackerEditsAPerson: 40,
  writesAnEdit: 8,
  /** How often schedules are looked at, and for how long, by a function of 512 MB. */
  scheduleLooks: 8_640,
  scheduleSeconds: 0.2,
  /** A zip's files unpacked, and how much longer steps take in all than one function would. */
  unpacked: 4,
  stepsLonger: 1.6,
} as const;

/** Parts of every deployment, whatever its size; a test counts them. */
export const FIXED = { keys: 6, secrets: 1, alarms: 27, ownMetrics: 3 } as const;

const API_GB = 1_769 / 1_024;
const IMPORT_GB = 3_008 / 1_024;
const SCHEDULE_GB = 512 / 1_024;

export interface Estimate {
  readonly community: Community;
  /** US dollars a month, by what is paid for. */
  readonly lines: Readonly<Record<string, number>>;
  readonly total: number;
  readonly storedGb: number;
  readonly importSeconds: number;
  /** Whether an import is done in steps, by many functions at once. */
  readonly inSteps: boolean;
}

/** A month of a community, as measured and by the habits above; all grows with the number of clients. Pure. */
export function estimate(measured: Measured, community: Community): Estimate {
  const scale = (community.clients / measured.clients) * (community.data ?? 1);
  const {
    imports,
    changedShare,
    runsAPerson,
    readShare,
    keptShare,
    logBytesARequest,
    trailBytesARequest,
    trailMonths,
  } = HABITS;
  const storedGb = (measured.storedBytes * scale * keptShare) / 1e9;
  const runs = community.users * runsAPerson;
  const pages = Math.ceil((measured.enrollments * scale * readShare) / PAGE_ROWS);
  const unpackedBytes = measured.zipBytes * scale * HABITS.unpacked;
  const inSteps = unpackedBytes > PLAN_LIMITS.oneFunction;
  const importSeconds = measured.importSeconds * scale * (inSteps ? HABITS.stepsLonger : 1);
  const shards = inSteps ? Math.ceil(unpackedBytes / PLAN_LIMITS.shard) : 0;
  const requests = runs * (1 + pages);
  const writes = imports * changedShare * measured.importWcu * scale + (requests * measured.runWcu) / 2;
  const reads = runs * measured.runRcu * scale * readShare;
  const runSeconds = runs * measured.runSeconds * scale * readShare;
  const lists = community.users * HABITS.filesAPerson * HABITS.listsAFile;
  const edits = community.users * HABITS.trackerEditsAPerson;
  const gb = (runs * measured.runBytes * scale * readShare) / 1e9;
  const keyUses = imports * community.projects * changedShare;
  const lines = {
    'DynamoDB, writing': (writes / 1e6) * PRICES.dynamoWritesMillion,
    'DynamoDB, reading': ((reads + lists * measured.runRcu * scale * readShare) / 1e6) * PRICES.dynamoReadsMillion,
    'DynamoDB, trackers': ((edits * HABITS.writesAnEdit) / 1e6) * PRICES.dynamoWritesMillion,
    'DynamoDB, storage with recovery': storedGb * (PRICES.dynamoGbMonth + PRICES.dynamoRecoveryGbMonth),
    'DynamoDB, a year of the trail':
      ((requests * trailBytesARequest * trailMonths) / 1e9) * (PRICES.dynamoGbMonth + PRICES.dynamoRecoveryGbMonth),
    'Lambda, imports': imports * importSeconds * IMPORT_GB * PRICES.lambdaGbSecond,
    'Lambda, lists': runSeconds * API_GB * PRICES.lambdaGbSecond + (requests / 1e6) * PRICES.lambdaRequestsMillion,
    'Lambda, validation files': lists * measured.runSeconds * scale * readShare * API_GB * PRICES.lambdaGbSecond,
    'Lambda, schedules':
      HABITS.scheduleLooks *
      (HABITS.scheduleSeconds * SCHEDULE_GB * PRICES.lambdaGbSecond + PRICES.lambdaRequestsMillion / 1e6),
    // A state a shard and one a group, and what each shard writes to each group and each group reads.
    'Imports in steps':
      ((imports * 4 * shards) / 1e6) * PRICES.stepsMillion +
      ((imports * shards * shards) / 1e6) * (PRICES.s3PutsMillion + PRICES.s3GetsMillion),
    'API and CloudFront':
      (requests / 1e6) * (PRICES.httpApiRequestsMillion + PRICES.cloudFrontRequestsMillion) + gb * PRICES.cloudFrontGb,
    // An upload and its deleted version lie for seven days.
    'S3, uploads': ((measured.zipBytes * scale * 7) / 1e9) * PRICES.s3GbMonth,
    'Keys and the secret':
      FIXED.keys * PRICES.kmsKeyMonth +
      (keyUses / 1e6) * PRICES.kmsRequestsMillion +
      FIXED.secrets * PRICES.secretMonth,
    'Alarms, dashboard, logs':
      FIXED.alarms * PRICES.alarmMonth +
      FIXED.ownMetrics * PRICES.ownMetricMonth +
      PRICES.dashboardMonth +
      ((requests * logBytesARequest) / 1e9) * PRICES.logGb,
  };
  const total = Object.values(lines).reduce((sum, dollars) => sum + dollars, 0);
  return { community, lines, total, storedGb, importSeconds, inSteps };
}

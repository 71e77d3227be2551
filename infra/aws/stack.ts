import { type App, CfnOutput, Stack, Tags } from 'aws-cdk-lib';
import { alarms } from './alarms.ts';
import { dailyFunctions } from './daily.ts';
import { dashboard } from './dashboard.ts';
import { digestsBucket } from './digests.ts';
import { dropFolder } from './drop-folder.ts';
import { filesQueue, workQueue } from './files-queue.ts';
import { serviceFunctions } from './functions.ts';
import { httpApi } from './http-api.ts';
import { importTrigger } from './import-trigger.ts';
import { largeImports } from './large-imports.ts';
import { keepLogs, operationsKey } from './operations-key.ts';
import { originSecret, turnOriginSecret } from './origin-secret.ts';
import { type StackOutputs, stackName } from './outputs.ts';
import { pages } from './pages.ts';
import { schedulesFunction } from './schedules.ts';
import type { Stage } from './stage.ts';
import { storage } from './storage.ts';

export interface HmisStackProps {
  readonly stage: Stage;
  /** The folder with one bundle a function, `<name>/index.mjs`. */
  readonly dist: string;
  readonly reportIds: readonly string[];
}

/** All of one deployment: what keeps the data, what runs, and what may call it. */
export function hmisStack(app: App, { stage, dist, reportIds }: HmisStackProps): Stack {
  const { deployment, account, region } = stage;
  const stack = new Stack(app, stackName(deployment), {
    description: `HMIS Sheets, deployment ${deployment}`,
    env: { ...(account === undefined ? {} : { account }), ...(region === undefined ? {} : { region }) },
    terminationProtection: true,
  });
  Tags.of(stack).add('application', 'hmis-sheets');
  Tags.of(stack).add('deployment', deployment);

  const stored = storage(stack, stage);
  const { queue, failed: failedFiles } = filesQueue(stack);
  const functions = serviceFunctions(stack, { stage, dist, reportIds, stored, queue });
  workQueue(queue, functions.files);
  const scheduler = schedulesFunction(stack, { stage, dist, stored, queue });
  const api = httpApi(stack, functions);
  const failedImports = importTrigger(stack, stored.uploads, functions.importer);

  const key = operationsKey(stack, deployment);
  const secret = originSecret(stack, key, [functions.api, functions.pii]);
  const { accessLogs, files, uploads } = stored;
  const { bucket, distribution, origin } = pages(stack, { stage, api, secret, accessLogs, reached: [files, uploads] });
  const turn = turnOriginSecret(stack, { stage, dist, secret, key, distribution });
  const digests = digestsBucket(stack, key, { accessLogs, digestYears: stage.retention.digestYears });
  const daily = dailyFunctions(stack, dist, stored, { bucket: digests, key });
  const drop = stage.dropFolder ? dropFolder(stack, { stage, dist, stored, failed: failedImports }) : undefined;
  const watched = {
    stage,
    key,
    api,
    tables: { Data: stored.data, Keys: stored.keys },
    functions: {
      Api: functions.api,
      Pii: functions.pii,
      Importer: functions.importer,
      FileWorker: functions.files,
      Schedules: scheduler,
      Sweep: daily.sweep,
      Digest: daily.digest,
      TurnSecret: turn,
      ...(drop && { Drop: drop.take }),
    },
    importer: functions.importer,
    scheduler,
    digest: daily.digest,
    largeImports: largeImports(stack, functions.importer),
    deadLetters: { FailedImports: failedImports, FailedFiles: failedFiles },
  };
  const own = alarms(stack, watched);
  dashboard(stack, { deployment, api, data: stored.data, functions: watched.functions, own });
  keepLogs(stack, key, stage.retention);

  const output = (name: keyof StackOutputs, value: string) => new CfnOutput(stack, name, { value });
  output('Origin', origin);
  output('DistributionName', distribution.distributionDomainName);
  output('DistributionId', distribution.distributionId);
  output('PagesBucket', bucket.bucketName);
  output('DigestsBucket', digests.bucketName);
  output('DataTable', stored.data.tableName);
  if (drop) output('DropBucket', drop.bucket.bucketName);
  return stack;
}

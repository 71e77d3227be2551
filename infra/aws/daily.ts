import { join } from 'node:path';
import { Duration, type Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as Target } from 'aws-cdk-lib/aws-events-targets';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { acknowledgeFolders, type ServiceFunction, serviceFunction } from './functions.ts';
import { allow, bucketKeyUse, onPartitions, READ, SNAPSHOT_PARTITIONS, TRAIL, tableKeyUse } from './rights.ts';
import type { Storage } from './storage.ts';

export interface DailyFunctions {
  readonly sweep: LambdaFunction;
  readonly digest: LambdaFunction;
}

/** What is done once a day whether anybody comes or not, soon after the UTC day of the trail is over. */
export function dailyFunctions(
  stack: Stack,
  dist: string,
  stored: Storage,
  { bucket: digests, key }: { readonly bucket: Bucket; readonly key: Key },
): DailyFunctions {
  const functions = {
    sweep: daily(stack, 'Sweep', '0:20', {
      code: join(dist, 'sweep'),
      size: { memorySize: 512, timeout: Duration.minutes(15) },
      environment: { HMIS_TABLE: stored.data.tableName, HMIS_KEYS_TABLE: stored.keys.tableName },
      rights: [
        onPartitions(
          [...READ, 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
          stored.data.tableArn,
          SNAPSHOT_PARTITIONS,
        ),
        // It takes keys away and can read none.
        allow(['dynamodb:DeleteItem'], stored.keys.tableArn),
        tableKeyUse(stored.dataKey),
      ],
    }),
    digest: daily(stack, 'Digest', '0:40', {
      code: join(dist, 'digest'),
      size: { memorySize: 512, timeout: Duration.minutes(15) },
      environment: {
        HMIS_TABLE: stored.data.tableName,
        HMIS_DIGESTS_BUCKET: digests.bucketName,
        HMIS_DIGESTS_KEY_ID: key.keyArn,
      },
      rights: [
        onPartitions(['dynamodb:Query'], stored.data.tableArn, TRAIL),
        tableKeyUse(stored.dataKey),
        allow(['s3:PutObject'], digests.arnForObjects('digests/*')),
        bucketKeyUse(key),
      ],
    }),
  };
  acknowledgeFolders(stack, digests, [functions.digest], ['digests']);
  return functions;
}

function daily(stack: Stack, id: string, at: `${number}:${number}`, props: ServiceFunction): LambdaFunction {
  const work = serviceFunction(stack, id, props);
  const [hour = '', minute = ''] = at.split(':');
  new Rule(stack, `${id}Daily`, {
    schedule: Schedule.cron({ hour, minute }),
    targets: [new Target(work, { retryAttempts: 3, maxEventAge: Duration.hours(6) })],
  });
  return work;
}

import { join } from 'node:path';
import { Duration, type Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as Target } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { serviceFunction } from './functions.ts';
import { schedulerRights } from './rights.ts';
import type { Stage } from './stage.ts';
import type { Storage } from './storage.ts';

/** A schedule runs so long after its time, at most. */
const EVERY = Duration.minutes(5);

interface Deployment {
  readonly stage: Stage;
  readonly dist: string;
  readonly stored: Storage;
  /** The files that are asked for. */
  readonly queue: Queue;
}

/**
 * Finds the schedules that are due, every five minutes, and puts their files into the queue. One that fails is not tried
 * again by AWS: the next one finds what it left.
 */
export function schedulesFunction(stack: Stack, { stage, dist, stored, queue }: Deployment): LambdaFunction {
  const work = serviceFunction(stack, 'Schedules', {
    code: join(dist, 'schedules'),
    size: { memorySize: 512, timeout: Duration.minutes(4) },
    environment: {
      HMIS_TABLE: stored.data.tableName,
      HMIS_FILES_QUEUE: queue.queueUrl,
      HMIS_TIME_ZONE: stage.timeZone,
    },
    rights: schedulerRights(stored, queue.queueArn),
  });
  new Rule(stack, 'SchedulesDue', {
    schedule: Schedule.rate(EVERY),
    targets: [new Target(work, { retryAttempts: 0, maxEventAge: EVERY })],
  });
  return work;
}

import { Duration, type Stack, Validations } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { TRIES } from '../../functions/files/file-job.ts';

/** Longer than a worker may run, so that no second one is sent for while the first still can be at work. */
const HELD = Duration.minutes(16);
/** A job that is not begun within a day is not begun at all. */
const WAITS = Duration.days(1);
/** Workers at once: each reads a whole CoC's data. */
const AT_ONCE = 4;

/**
 * The validation files that are asked for. A message holds ids and no data. One whose workers died is kept apart for two
 * weeks; the job itself says by then that it has failed.
 */
export function filesQueue(stack: Stack): { readonly queue: Queue; readonly failed: Queue } {
  const failed = new Queue(stack, 'FailedFiles', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  Validations.of(failed).acknowledge({ id: 'AwsSolutions-SQS3', reason: 'It is the dead-letter queue of the other.' });
  const queue = new Queue(stack, 'FilesToMake', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    visibilityTimeout: HELD,
    retentionPeriod: WAITS,
    // A job meets a worker that finds it held elsewhere, too: those are no tries.
    deadLetterQueue: { queue: failed, maxReceiveCount: 2 * TRIES },
  });
  return { queue, failed };
}

/** Lets the worker take one job at a time; its role has the rights that this needs. */
export function workQueue(queue: Queue, worker: LambdaFunction): void {
  new EventSourceMapping(queue.stack, 'FilesAsked', {
    target: worker,
    eventSourceArn: queue.queueArn,
    batchSize: 1,
    maxConcurrency: AT_ONCE,
    reportBatchItemFailures: true,
  });
}

import { Duration, type Stack, Validations } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as Target } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';

/** Past this an upload is told as lost rather than started: whoever sent it has long looked. */
const STARTS_WITHIN = Duration.hours(1);

/**
 * An upload under `imports/` starts its import, once more where the function dies: repeating one is harmless. What could
 * not be started or ended is kept for two weeks in the queue that this answers; it holds the object's name and no data.
 */
export function importTrigger(stack: Stack, uploads: Bucket, importer: LambdaFunction): Queue {
  const failed = new Queue(stack, 'FailedImports', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  Validations.of(failed).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason: 'It is the dead-letter queue, of the rule and of the function.',
  });
  importer.configureAsyncInvoke({
    retryAttempts: 1,
    maxEventAge: STARTS_WITHIN,
    onFailure: new SqsDestination(failed),
  });
  new Rule(stack, 'Uploaded', {
    description: 'An HMIS export was uploaded',
    eventPattern: {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [uploads.bucketName] }, object: { key: [{ prefix: 'imports/' }] } },
    },
    targets: [new Target(importer, { deadLetterQueue: failed, retryAttempts: 10, maxEventAge: STARTS_WITHIN })],
  });
  return failed;
}

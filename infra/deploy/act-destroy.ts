import {
  CloudFormationClient,
  paginateListStackResources,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import { DeleteTableCommand, DynamoDBClient, UpdateTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { KMSClient, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { DeleteBucketCommand, DeleteObjectsCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { edgeLogsStackName, stackName } from '../aws/outputs.ts';
import type { Stage } from '../aws/stage.ts';
import { cdk } from './cdk.ts';
import type { DestroyStep, StackResource } from './plan-destroy.ts';

/** So long the key can still be saved; the most that KMS knows. */
const KEY_WAITS_DAYS = 30;

type Region = { readonly region?: string };

/** What the deployment's stack holds; throws what CloudFormation refused. */
export async function stackResources({ deployment, ...stage }: Stage): Promise<StackResource[]> {
  const client = new CloudFormationClient(regionOf(stage));
  const found: StackResource[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName: stackName(deployment) })) {
    for (const { ResourceType, LogicalResourceId, PhysicalResourceId } of page.StackResourceSummaries ?? []) {
      if (!ResourceType || !LogicalResourceId || !PhysicalResourceId) continue;
      found.push({ type: ResourceType, logicalId: LogicalResourceId, physicalId: PhysicalResourceId });
    }
  }
  return found;
}

/** Does one step of `planDestroy`; `name` is the stage's. */
export async function actDestroy(step: DestroyStep, name: string, stage: Stage): Promise<void> {
  const region = regionOf(stage);
  switch (step.do) {
    case 'unprotectStack': {
      const command = { StackName: stackName(stage.deployment), EnableTerminationProtection: false };
      await new CloudFormationClient(region).send(new UpdateTerminationProtectionCommand(command));
      return;
    }
    case 'destroyStacks': {
      const stacks = [edgeLogsStackName(stage.deployment), stackName(stage.deployment)];
      return cdk(['destroy', ...stacks, '-c', `stage=${name}`, '--force']);
    }
    case 'deleteTable':
      return deleteTable(new DynamoDBClient(region), step.id);
    case 'emptyAndDeleteBucket':
      return deleteBucket(new S3Client(region), step.id);
    case 'scheduleKeyDeletion': {
      const command = { KeyId: step.id, PendingWindowInDays: KEY_WAITS_DAYS };
      await new KMSClient(region).send(new ScheduleKeyDeletionCommand(command));
    }
  }
}

async function deleteTable(client: DynamoDBClient, TableName: string): Promise<void> {
  await client.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
  await waitUntilTableExists({ client, maxWaitTime: 300 }, { TableName });
  await client.send(new DeleteTableCommand({ TableName }));
}

/** Old versions too. Each round looks anew, for what was deleted is no longer listed. */
async function deleteBucket(client: S3Client, Bucket: string): Promise<void> {
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket }));
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (Objects.length === 0) break;
    const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
    const [first] = Errors;
    if (first) throw new Error(`${Errors.length} objects of ${Bucket} could not be deleted: ${first.Code}.`);
  }
  await client.send(new DeleteBucketCommand({ Bucket }));
}

function regionOf({ region }: Pick<Stage, 'region'>): Region {
  return region === undefined ? {} : { region };
}

import { Aws, type Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import type { Stage } from './stage.ts';

/**
 * For what holds no client's data: logs, alarms, digests of the trail, the distribution's secret. A key of its own, so that AWS's services that
 * deliver those can use none of the keys of data.
 */
export function operationsKey(stack: Stack, deployment: string): Key {
  const key = new Key(stack, 'OperationsKey', {
    alias: `alias/hmis-sheets-${deployment}-operations`,
    description: `HMIS Sheets ${deployment}: logs, alarms, digests and the secret of the distribution`,
    enableKeyRotation: true,
  });
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'Logs',
      principals: [new ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`)],
      actions: [
        'kms:Encrypt',
        'kms:Decrypt',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
        'kms:GenerateDataKey',
        'kms:DescribeKey',
      ],
      resources: ['*'],
      conditions: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:*`,
        },
      },
    }),
  );
  return key;
}

/** Every log of the stack lies under the key and ends. One place, so that no function can be added without it. */
export function keepLogs(stack: Stack, key: Key, { logDays }: Stage['retention']): void {
  for (const each of stack.node.findAll()) {
    if (!(each instanceof CfnLogGroup)) continue;
    each.kmsKeyId = key.keyArn;
    each.retentionInDays = logDays;
  }
}

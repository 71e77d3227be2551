import { join } from 'node:path';
import { Aws, Duration, type Stack } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { CfnPermission, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnRotationSchedule, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { serviceFunction } from './functions.ts';
import { allow } from './rights.ts';
import type { Stage } from './stage.ts';

const TURNED_EVERY = 'rate(30 days)';

/** What the distribution sends to the API with every call, and the API asks for. */
export function originSecret(stack: Stack, key: Key, answering: readonly LambdaFunction[]): Secret {
  const secret = new Secret(stack, 'OriginSecret', {
    description: 'The distribution is known to the API by it',
    encryptionKey: key,
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
  });
  for (const each of answering) {
    each.addEnvironment('HMIS_ORIGIN_SECRET_ID', secret.secretArn);
    each.addToRolePolicy(allow(['secretsmanager:GetSecretValue'], secret.secretArn));
    each.addToRolePolicy(secretKeyUse(key, ['kms:Decrypt'], secret));
  }
  return secret;
}

interface Turned {
  readonly stage: Stage;
  readonly dist: string;
  readonly secret: Secret;
  readonly key: Key;
  readonly distribution: Distribution;
}

/** The function that makes the next secret, has the distribution send it, and then ends the old one. */
export function turnOriginSecret(stack: Stack, { stage, dist, secret, key, distribution }: Turned): LambdaFunction {
  const turn = serviceFunction(stack, 'TurnSecret', {
    code: join(dist, 'turn-secret'),
    // It waits for the edges, some minutes.
    size: { memorySize: 256, timeout: Duration.minutes(15) },
    environment: { HMIS_DISTRIBUTION_ID: distribution.distributionId },
    rights: [
      allow(
        [
          'secretsmanager:DescribeSecret',
          'secretsmanager:GetSecretValue',
          'secretsmanager:PutSecretValue',
          'secretsmanager:UpdateSecretVersionStage',
        ],
        secret.secretArn,
      ),
      secretKeyUse(key, ['kms:Decrypt', 'kms:GenerateDataKey'], secret),
      allow(
        ['cloudfront:GetDistribution', 'cloudfront:GetDistributionConfig', 'cloudfront:UpdateDistribution'],
        distribution.distributionArn,
      ),
      // CloudFront asks for it where the configuration that is written names a web ACL.
      ...(stage.webAclArn === undefined ? [] : [allow(['wafv2:GetWebACL'], stage.webAclArn)]),
    ],
  });
  const permission = new CfnPermission(stack, 'SecretsManagerTurns', {
    action: 'lambda:InvokeFunction',
    functionName: turn.functionArn,
    principal: 'secretsmanager.amazonaws.com',
    sourceAccount: Aws.ACCOUNT_ID,
    sourceArn: secret.secretArn,
  });
  // The L2 construct would give the function a right over everything, for a random password that it does not ask for.
  const schedule = new CfnRotationSchedule(stack, 'OriginSecretTurns', {
    secretId: secret.secretArn,
    rotationLambdaArn: turn.functionArn,
    rotationRules: { scheduleExpression: TURNED_EVERY },
    rotateImmediatelyOnUpdate: false,
  });
  schedule.addResourceDependency(permission);
  return turn;
}

function secretKeyUse(key: Key, actions: string[], secret: Secret): PolicyStatement {
  return new PolicyStatement({
    actions,
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:EncryptionContext:SecretARN': secret.secretArn } },
  });
}

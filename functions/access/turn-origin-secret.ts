import { randomBytes } from 'node:crypto';
import {
  type CloudFrontClient,
  type DistributionConfig,
  GetDistributionConfigCommand,
  UpdateDistributionCommand,
  waitUntilDistributionDeployed,
} from '@aws-sdk/client-cloudfront';
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { ORIGIN_HEADER } from './origin.ts';

/** What Secrets Manager asks of a function that turns a secret, step by step; each may come more than once. */
export interface TurnStep {
  readonly Step: 'createSecret' | 'setSecret' | 'testSecret' | 'finishSecret';
  readonly SecretId: string;
  /** The new version's id. */
  readonly ClientRequestToken: string;
}

export interface Turning {
  readonly secrets: SecretsManagerClient;
  readonly distributions: CloudFrontClient;
  readonly distributionId: string;
  /** How often and how long to look whether all edges have the new one, in seconds. */
  readonly look: { readonly every: number; readonly forAtMost: number };
}

/**
 * One step on the way from one secret to the next. The API takes the new one as soon as it is made, and the old one until
 * the last step; between them the distribution learns to send the new one. Throws what AWS refused, and an Error where not
 * every edge has it in time: Secrets Manager then begins again.
 */
export async function turnOriginSecret(turning: Turning, step: TurnStep): Promise<void> {
  switch (step.Step) {
    case 'createSecret':
      return makeNext(turning, step);
    case 'setSecret':
      return sendNext(turning, step);
    case 'testSecret':
      return waitForEdges(turning, step);
    case 'finishSecret':
      return makeCurrent(turning, step);
  }
}

async function makeNext({ secrets }: Turning, { SecretId, ClientRequestToken }: TurnStep): Promise<void> {
  const { VersionIdsToStages = {} } = await secrets.send(new DescribeSecretCommand({ SecretId }));
  // Secrets Manager may list the version before it has a value; one that has it is not made twice.
  if (VersionIdsToStages[ClientRequestToken] && (await hasValue(secrets, SecretId, ClientRequestToken))) return;
  const SecretString = randomBytes(32).toString('hex');
  const VersionStages = ['AWSPENDING'];
  await secrets.send(new PutSecretValueCommand({ SecretId, ClientRequestToken, SecretString, VersionStages }));
}

async function hasValue(secrets: SecretsManagerClient, SecretId: string, VersionId: string): Promise<boolean> {
  try {
    return (await secrets.send(new GetSecretValueCommand({ SecretId, VersionId }))).SecretString !== undefined;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return false;
    throw error;
  }
}

async function sendNext({ secrets, distributions, distributionId: Id }: Turning, step: TurnStep): Promise<void> {
  const next = await nextOf(secrets, step);
  const { DistributionConfig, ETag } = await distributions.send(new GetDistributionConfigCommand({ Id }));
  if (!DistributionConfig) throw new Error('CloudFront gave no configuration.');
  const changed = withOriginSecret(DistributionConfig, next);
  if (changed === undefined) return;
  await distributions.send(new UpdateDistributionCommand({ Id, IfMatch: ETag, DistributionConfig: changed }));
}

async function nextOf(
  secrets: SecretsManagerClient,
  { SecretId, ClientRequestToken: VersionId }: TurnStep,
): Promise<string> {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId, VersionId }));
  if (SecretString === undefined) throw new Error('The new version of the secret has no value.');
  return SecretString;
}

/**
 * A distribution's configuration with another secret, undefined where it has that one already. Throws an Error where no
 * origin carries the header: it is not the distribution of the API. Pure.
 */
export function withOriginSecret(config: DistributionConfig, secret: string): DistributionConfig | undefined {
  const origins = config.Origins?.Items ?? [];
  const headers = origins.flatMap(({ CustomHeaders }) => CustomHeaders?.Items ?? []);
  const ours = headers.filter(({ HeaderName }) => HeaderName?.toLowerCase() === ORIGIN_HEADER);
  if (ours.length === 0) throw new Error(`No origin of the distribution is sent ${ORIGIN_HEADER}.`);
  if (ours.every(({ HeaderValue }) => HeaderValue === secret)) return undefined;
  const Items = origins.map((origin) => ({
    ...origin,
    CustomHeaders: {
      Quantity: origin.CustomHeaders?.Quantity ?? 0,
      Items: (origin.CustomHeaders?.Items ?? []).map((header) =>
        ours.includes(header) ? { ...header, HeaderValue: secret } : header,
      ),
    },
  }));
  return { ...config, Origins: { Quantity: Items.length, Items } };
}

async function waitForEdges({ distributions, distributionId: Id, secrets, look }: Turning, step: TurnStep) {
  const next = await nextOf(secrets, step);
  const { DistributionConfig } = await distributions.send(new GetDistributionConfigCommand({ Id }));
  if (!DistributionConfig || withOriginSecret(DistributionConfig, next) !== undefined) {
    throw new Error('The distribution does not send the new secret.');
  }
  const patience = { client: distributions, minDelay: look.every, maxDelay: look.every, maxWaitTime: look.forAtMost };
  await waitUntilDistributionDeployed(patience, { Id });
}

async function makeCurrent({ secrets }: Turning, { SecretId, ClientRequestToken }: TurnStep): Promise<void> {
  const { VersionIdsToStages = {} } = await secrets.send(new DescribeSecretCommand({ SecretId }));
  const current = Object.keys(VersionIdsToStages).find((id) => VersionIdsToStages[id]?.includes('AWSCURRENT'));
  if (current === ClientRequestToken) return;
  await secrets.send(
    new UpdateSecretVersionStageCommand({
      SecretId,
      VersionStage: 'AWSCURRENT',
      MoveToVersionId: ClientRequestToken,
      ...(current === undefined ? {} : { RemoveFromVersionId: current }),
    }),
  );
}

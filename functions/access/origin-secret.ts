import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { HmisError } from '../../shared/errors.ts';

/** The one that is sent, and while the secret is turned the one that will be. */
const GOOD_NOW = ['AWSCURRENT', 'AWSPENDING'] as const;

/** The secrets that are good now; throws HmisError `Busy` where Secrets Manager does not give the current one. */
export async function readOriginSecrets(client: SecretsManagerClient, SecretId: string): Promise<string[]> {
  const found = await Promise.all(GOOD_NOW.map((stage) => secretAt(client, SecretId, stage)));
  return found.flatMap((value) => value ?? []);
}

async function secretAt(
  client: SecretsManagerClient,
  SecretId: string,
  VersionStage: (typeof GOOD_NOW)[number],
): Promise<string | undefined> {
  try {
    return (await client.send(new GetSecretValueCommand({ SecretId, VersionStage }))).SecretString;
  } catch (error) {
    const isNone = error instanceof Error && error.name === 'ResourceNotFoundException';
    if (isNone && VersionStage === 'AWSPENDING') return undefined;
    throw new HmisError('Busy', 'The service cannot check calls just now. Try again in a minute.', { cause: error });
  }
}

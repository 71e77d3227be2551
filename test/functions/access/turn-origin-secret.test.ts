import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readOriginSecrets } from '../../../functions/access/origin-secret.ts';
import { type Turning, type TurnStep, turnOriginSecret } from '../../../functions/access/turn-origin-secret.ts';
import { scriptedAws } from './scripted-aws.ts';

const STEPS = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;
const FIRST = 'the first secret';

let aws: Awaited<ReturnType<typeof scriptedAws>>;
beforeEach(async () => {
  aws = await scriptedAws(FIRST);
});
afterEach(() => aws.close());

const turning = (): Turning => ({
  secrets: aws.secrets,
  distributions: aws.distributions,
  distributionId: 'E1',
  look: { every: 1, forAtMost: 60 },
});
const good = () => readOriginSecrets(aws.secrets, 'origin');

async function turn(steps: readonly TurnStep['Step'][], ClientRequestToken: string = randomUUID()): Promise<void> {
  for (const Step of steps) await turnOriginSecret(turning(), { Step, SecretId: 'origin', ClientRequestToken });
}

describe('turning the secret', () => {
  test('at each step what the distribution sends is what the API takes', async () => {
    const token = randomUUID();
    for (const step of STEPS) {
      await turn([step], token);
      expect(await good()).toContain(aws.account.header.value);
    }
    expect(await good()).toEqual([aws.account.header.value]);
    expect(aws.account.header.value).toMatch(/^[0-9a-f]{64}$/);
  });

  test('the old one is taken until the last step', async () => {
    await turn(STEPS.slice(0, 3));
    expect(await good()).toHaveLength(2);
    expect(await good()).toContain(FIRST);
  });

  test('each step may come again', async () => {
    const token = randomUUID();
    await turn(['createSecret', 'createSecret', 'setSecret', 'setSecret', 'testSecret', 'finishSecret'], token);
    const { value } = aws.account.header;
    await turn(['createSecret', 'setSecret', 'finishSecret'], token);
    expect(aws.account).toMatchObject({ updates: 1, header: { value } });
    expect(await good()).toEqual([value]);
  });

  test('it waits until every edge sends the new one', async () => {
    aws.account.looksUntilDeployed = 2;
    await turn(STEPS);
    expect(aws.account.looksUntilDeployed).toBe(-1);
  });

  test('a distribution that was put back meanwhile ends it before the old one ends', async () => {
    const token = randomUUID();
    await turn(['createSecret', 'setSecret'], token);
    aws.account.header.value = FIRST;
    await expect(turn(['testSecret'], token)).rejects.toThrow('does not send the new secret');
    expect(await good()).toContain(FIRST);
  });

  test('a distribution that is not in front of the API is left alone', async () => {
    aws.account.header.name = 'X-Other';
    await expect(turn(['createSecret', 'setSecret'])).rejects.toThrow('No origin of the distribution');
    expect(aws.account.updates).toBe(0);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { localTokens } from '../../../../infra/local/cli/connect.ts';
import { type Answer, startScripted } from '../../../addin/service/scripted-service.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function issuerThat(answer: () => Answer) {
  const issuer = await startScripted(answer);
  closing.push(issuer.close);
  return issuer;
}

describe('a token of the service on this machine', () => {
  it('is asked for with its secret and the role, once for many calls', async () => {
    const issuer = await issuerThat(() => ({ json: { token: 'jwt' } }));
    const tokens = localTokens({ url: issuer.url, secret: 's' }, 'dqo');
    expect([await tokens.token(['Reports.Read']), await tokens.token(['Admin'])]).toEqual(['jwt', 'jwt']);
    expect(issuer.asked).toHaveLength(1);
    expect(issuer.asked[0]).toMatchObject({ method: 'POST', path: '/local/token', body: { secret: 's', as: 'dqo' } });
  });

  it.each([
    ['the secret is an older start’s', { status: 401, json: { error: {} } }],
    ['another program has the port', { text: '<html>' }],
  ])('is not there where %s', async (_, answer) => {
    const issuer = await issuerThat(() => answer);
    const tokens = localTokens({ url: issuer.url, secret: 's' }, 'admin');
    await expect(tokens.token(['Admin'])).rejects.toMatchObject({ name: 'HmisError', code: 'NotSignedIn' });
  });

  it('is not there where nobody listens', async () => {
    const tokens = localTokens({ url: 'http://127.0.0.1:9', secret: 's' }, 'admin');
    await expect(tokens.token(['Admin'])).rejects.toMatchObject({ code: 'Busy' });
  });
});

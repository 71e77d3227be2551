import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { localTokens, takeSecret } from '../../../../infra/local/pane/tokens.ts';

/** Answers as the door of the local service does: a token for the right secret. */
const door: typeof fetch = async (_, init) => {
  const { secret, as } = JSON.parse(String(init?.body)) as { secret: string; as: string };
  return secret === 'right' ? Response.json({ token: `token of ${as}` }) : new Response('No.', { status: 401 });
};

beforeAll(() => {
  vi.stubGlobal('fetch', door);
});
afterAll(() => {
  vi.unstubAllGlobals();
});

describe('signing in on one machine', () => {
  it('as one of the people gives that person’s token', async () => {
    const tokens = localTokens('right');
    await tokens.signIn('dqo');
    expect(await tokens.token([])).toBe('token of dqo');
    tokens.signOut();
    await tokens.signIn('admin');
    expect(await tokens.token([])).toBe('token of admin');
  });

  it('with a wrong typed key is refused, and asks for the key again', async () => {
    const tokens = localTokens(undefined);
    await expect(tokens.signIn('manager', 'wrong')).rejects.toMatchObject({ code: 'NotSignedIn' });
    expect(tokens.hasSecret).toBe(false);
    await tokens.signIn('manager', 'right');
    expect(tokens.hasSecret).toBe(true);
  });

  it('with the key of an earlier start asks for the present one', async () => {
    const tokens = localTokens('of an earlier start');
    await expect(tokens.signIn('manager')).rejects.toMatchObject({ code: 'NotSignedIn' });
    expect(tokens.hasSecret).toBe(false);
  });

  it('no more gives no token', async () => {
    const tokens = localTokens('right');
    await tokens.signIn('manager');
    tokens.signOut();
    await expect(tokens.token([])).rejects.toMatchObject({ code: 'NotSignedIn' });
  });
});

describe('the key in the address', () => {
  const page = (hash: string) => {
    const replaceState = vi.fn();
    return {
      replaceState,
      page: { location: { hash, pathname: '/taskpane.html', search: '?a=1' }, history: { replaceState } },
    };
  };

  it('is taken out of it as soon as it is read', () => {
    const { page: one, replaceState } = page('#key=abc_-1');
    expect(takeSecret(one as unknown as Window)).toBe('abc_-1');
    expect(replaceState).toHaveBeenCalledWith(null, '', '/taskpane.html?a=1');
  });

  it.each(['', '#', '#key=', '#other=1'])('is none in "%s", and the address stays', (hash) => {
    const { page: one, replaceState } = page(hash);
    expect(takeSecret(one as unknown as Window)).toBeUndefined();
    expect(replaceState).not.toHaveBeenCalled();
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type EntraSession, entraSession } from '../../../../addin/taskpane/entra/session.ts';
import { msalError, type ScriptedClient, scriptedClient } from './scripted-client.ts';

let client: ScriptedClient;
let connected: number;
let awaited: boolean;
let session: EntraSession;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-02T09:00:00Z') });
  client = scriptedClient();
  [connected, awaited] = [0, false];
  session = entraSession({
    connect: async () => {
      connected++;
      return client;
    },
    isAwaited: () => awaited,
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const minutes = (count: number) => vi.setSystemTime(Date.now() + count * 60_000);

describe('at its start the pane', () => {
  it('is signed in without a word where Excel knows the person', async () => {
    client.silently.push({});
    expect(await session.resume()).toBe(true);
    expect(await session.token(['Reports.Read'])).toBe('token-1');
    expect(client.asked).toEqual(['silent Reports.Read']);
  });

  it('opens no window of itself where a person must be asked', async () => {
    expect(await session.resume()).toBe(false);
    expect(client.asked).toEqual(['silent Reports.Read']);
    await expect(session.token(['Reports.Read'])).rejects.toMatchObject({ code: 'NotSignedIn' });
  });

  it('shows the card where Excel does not answer in ten seconds', async () => {
    client.silent = () => new Promise(() => undefined);
    const resumed = session.resume();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await resumed).toBe(false);
  });

  it('shows the card where the library could not be fetched, and fetches it again for the button', async () => {
    let failures = 1;
    session = entraSession({
      connect: async () => {
        if (failures-- > 0) throw new TypeError('Failed to fetch');
        return client;
      },
      isAwaited: () => false,
    });
    expect(await session.resume()).toBe(false);
    await session.signIn();
    expect(await session.token(['Reports.Read'])).toBe('token-1');
  });
});

describe('the button', () => {
  it('first tries without a word, then by a window', async () => {
    await session.signIn();
    expect(client.asked).toEqual(['silent Reports.Read', 'ask Reports.Read']);
    expect(client.asking).toEqual([{ chooseAccount: false }]);
  });

  it('opens no window where one would not help', async () => {
    client.silently.push(msalError('no_network_connectivity'));
    await expect(session.signIn()).rejects.toMatchObject({ code: 'Busy' });
    expect(client.asked).toEqual(['silent Reports.Read']);
  });

  it('leaves nobody signed in where the person closes the window', async () => {
    client.byWindow.push(msalError('user_cancelled'));
    await expect(session.signIn()).rejects.toMatchObject({ code: 'NotSignedIn' });
    await expect(session.token(['Reports.Read'])).rejects.toMatchObject({ code: 'NotSignedIn' });
    await session.signIn();
    expect(await session.token(['Reports.Read'])).toBe('token-1');
  });
});

describe('each permission is asked for when it is first needed', () => {
  beforeEach(async () => {
    client.silently.push({});
    await session.resume();
    client.asked.length = 0;
    awaited = true;
  });

  it('names only when names are shown, administration only when something of it is asked', async () => {
    await session.token(['Reports.Read']);
    expect(client.asked).toEqual([]);
    await session.token(['Reports.Read.Pii']);
    expect(client.asked).toEqual(['silent Reports.Read.Pii', 'ask Reports.Read.Pii']);
    client.silently.push({});
    await session.token(['Admin']);
    expect(client.asked.slice(2)).toEqual(['silent Admin']);
  });

  it('a token without names goes on being used for what needs none', async () => {
    expect(await session.token(['Reports.Read.Pii'])).toBe('token-2');
    expect(await session.token(['Reports.Read'])).toBe('token-1');
  });

  it('a permission that came along with another is not asked for again', async () => {
    client.byWindow.push({ also: ['Admin'] });
    await session.token(['Reports.Read.Pii']);
    expect(await session.token(['Admin'])).toBe('token-2');
    expect(client.asked).toHaveLength(2);
  });

  it('one that is refused leaves the person signed in', async () => {
    client.byWindow.push(msalError('user_cancelled'));
    await expect(session.token(['Reports.Read.Pii'])).rejects.toMatchObject({ code: 'NotAllowed' });
    expect(await session.token(['Reports.Read'])).toBe('token-1');
  });

  it('no window opens for it unless a person has just done something', async () => {
    awaited = false;
    await expect(session.token(['Admin'])).rejects.toMatchObject({ code: 'NotSignedIn' });
    expect(client.asked).toEqual(['silent Admin']);
  });
});

describe('a token', () => {
  beforeEach(async () => {
    client.silently.push({});
    await session.resume();
    client.asked.length = 0;
  });

  it('is used until five minutes before its end', async () => {
    minutes(54);
    expect(await session.token(['Reports.Read'])).toBe('token-1');
  });

  it('is renewed without a word in its last five minutes', async () => {
    client.silently.push({});
    minutes(55);
    expect(await session.token(['Reports.Read'])).toBe('token-2');
  });

  it('that ran out brings the card where nobody has pressed anything, and a window where somebody has', async () => {
    minutes(61);
    await expect(session.token(['Reports.Read'])).rejects.toMatchObject({ code: 'NotSignedIn' });
    awaited = true;
    expect(await session.token(['Reports.Read'])).toBe('token-2');
    expect(client.asked).toEqual(['silent Reports.Read', 'silent Reports.Read', 'ask Reports.Read']);
  });

  it('is asked for once by calls that need it together, and by one window', async () => {
    minutes(61);
    awaited = true;
    const tokens = await Promise.all([1, 2, 3].map(() => session.token(['Reports.Read'])));
    expect(new Set(tokens)).toEqual(new Set(['token-2']));
    expect(client.asked).toEqual(['silent Reports.Read', 'ask Reports.Read']);
  });

  it('of another permission waits for the window that is open', async () => {
    awaited = true;
    let open = 0;
    let most = 0;
    const { ask } = client;
    client.ask = async (scopes, asking) => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setTimeout(resolve, 100));
      open--;
      return ask(scopes, asking);
    };
    const both = Promise.all([session.token(['Admin']), session.token(['Reports.Read.Pii'])]);
    await vi.advanceTimersByTimeAsync(300);
    expect(await both).toHaveLength(2);
    expect(most).toBe(1);
  });
});

describe('after a sign-out, or the lock of an idle pane', () => {
  beforeEach(async () => {
    client.silently.push({}, {}, {}, {});
    await session.resume();
    session.end();
    client.asked.length = 0;
    awaited = true;
  });

  it('nothing signs in again without the button: no start of the pane, and no call', async () => {
    expect(await session.resume()).toBe(false);
    await expect(session.token(['Reports.Read'])).rejects.toMatchObject({ code: 'NotSignedIn' });
    await expect(session.token(['Admin'])).rejects.toMatchObject({ code: 'NotSignedIn' });
    expect(client.asked).toEqual([]);
    expect(connected).toBe(1);
  });

  it('what the library kept is gone with it', async () => {
    expect(client.ended).toBe(1);
    await session.signIn();
    expect(connected).toBe(2);
    expect(await session.token(['Reports.Read'])).toBe('token-2');
  });

  it('a window lets the person choose the account', async () => {
    client.silently.length = 0;
    await session.signIn();
    expect(client.asking).toEqual([{ chooseAccount: true }]);
  });

  it('a token that was on its way is not taken', async () => {
    await session.signIn();
    let give: () => void = () => undefined;
    client.silent = () =>
      new Promise((resolve) => {
        give = () => resolve({ token: 'late', expiresAt: Date.now() + 3_600_000, scopes: ['Admin'] });
      });
    const late = session.token(['Admin']);
    const refused = expect(late).rejects.toMatchObject({ code: 'NotSignedIn' });
    await vi.advanceTimersByTimeAsync(0);
    session.end();
    give();
    await refused;
    expect(await session.resume()).toBe(false);
  });

  it('an attempt that began before it does not sign in after it', async () => {
    let give: () => void = () => undefined;
    client.silent = () =>
      new Promise((resolve) => {
        give = () => resolve({ token: 'late', expiresAt: Date.now() + 3_600_000, scopes: ['Reports.Read'] });
      });
    const refused = expect(session.signIn()).rejects.toMatchObject({ code: 'NotSignedIn' });
    await vi.advanceTimersByTimeAsync(0);
    session.end();
    give();
    await refused;
    await expect(session.token(['Reports.Read'])).rejects.toMatchObject({ code: 'NotSignedIn' });
  });
});

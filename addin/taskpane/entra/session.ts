import { HmisError } from '../../../shared/errors.ts';
import type { TokenScope, TokenSource } from '../../../shared/roles.ts';
import type { AcquiredToken, EntraClient } from './client.ts';
import { asksPerson, SIGN_IN_SCOPE, signInRefusal } from './refusal.ts';
import { ENTRA_WORDS } from './words.ts';

/** A token is not used in its last minutes: a call may take that long. */
const SPARE_MS = 5 * 60_000;
/** How long the pane waits at its start for a sign-in without a word before it shows the card. */
const RESUME_MS = 10_000;

export interface EntraSession extends TokenSource {
  /** Signs in without a word where that can be done; never after `end`, until a person has pressed the button. */
  resume(): Promise<boolean>;
  /** Signs in because a person has pressed the button. Throws as `token` does, and WorkbookError outside of Excel. */
  signIn(): Promise<void>;
  /** Forgets every token, and what the library kept. */
  end(): void;
}

export interface EntraSessionParts {
  /** Fetches the library and finds the way to Entra; called again after a failure and after `end`. */
  connect(): Promise<EntraClient>;
  /** Whether a person has just done something, so that a window before them does not come from nowhere. */
  isAwaited(): boolean;
}

/**
 * The tokens of one person, in memory only. Each scope is asked for when a call first needs it. `token` throws HmisError
 * `NotSignedIn`, `NotAllowed` where one permission more was not given, `Busy` where Microsoft was not reached.
 */
export function entraSession({ connect, isAwaited }: EntraSessionParts): EntraSession {
  let signedIn = false;
  /** Set by `end`: the button comes before anything else. */
  let ended = false;
  /** Counts sign-outs, so that what was asked for before one is not taken after it. */
  let era = 0;
  let held: AcquiredToken[] = [];
  let client: Promise<EntraClient> | undefined;
  let underWay = new Map<string, Promise<AcquiredToken>>();
  let lastWindow: Promise<unknown> = Promise.resolve();

  const kept = (scopes: readonly TokenScope[]) =>
    held.find((one) => one.expiresAt - SPARE_MS > Date.now() && scopes.every((scope) => one.scopes.includes(scope)));

  function connected(): Promise<EntraClient> {
    client ??= connect().catch((error: unknown) => {
      client = undefined;
      throw error;
    });
    return client;
  }

  /** Calls that want the same at the same time share one answer: they would each open a window. */
  function once(what: string, acquire: () => Promise<AcquiredToken>): Promise<AcquiredToken> {
    const all = underWay;
    const shared = all.get(what) ?? acquire().finally(() => all.delete(what));
    all.set(what, shared);
    return shared;
  }

  function silent(scopes: readonly TokenScope[]): Promise<AcquiredToken> {
    return once(`silent ${scopes}`, async () => (await connected()).silent(scopes));
  }

  /** One window at a time; the one before may have brought what this one would ask for. */
  function ask(scopes: readonly TokenScope[]): Promise<AcquiredToken> {
    const chooseAccount = ended;
    return once(`ask ${scopes}`, () => {
      const answer = lastWindow.then(async () => kept(scopes) ?? (await connected()).ask(scopes, { chooseAccount }));
      lastWindow = answer.catch(() => undefined);
      return answer;
    });
  }

  async function acquire(scopes: readonly TokenScope[], mayAsk: boolean): Promise<AcquiredToken> {
    const began = era;
    try {
      const acquired = await silent(scopes).catch((error: unknown) => {
        if (!mayAsk || began !== era || !asksPerson(error)) throw error;
        return ask(scopes);
      });
      if (began !== era) throw new HmisError('NotSignedIn', ENTRA_WORDS.start);
      if (!held.includes(acquired)) held = [...held.filter(({ expiresAt }) => expiresAt > Date.now()), acquired];
      return acquired;
    } catch (error) {
      throw signInRefusal(error, scopes);
    }
  }

  return {
    async token(scopes) {
      if (!signedIn) throw new HmisError('NotSignedIn', ENTRA_WORDS.start);
      return (kept(scopes) ?? (await acquire(scopes, isAwaited()))).token;
    },
    async resume() {
      if (ended) return false;
      const late = new Promise<undefined>((resolve) => setTimeout(resolve, RESUME_MS, undefined));
      const acquired = await Promise.race([acquire([SIGN_IN_SCOPE], false).catch(() => undefined), late]);
      signedIn = acquired !== undefined && !ended;
      return signedIn;
    },
    async signIn() {
      await acquire([SIGN_IN_SCOPE], true);
      [signedIn, ended] = [true, false];
    },
    end() {
      era++;
      [signedIn, ended, held, underWay] = [false, true, [], new Map()];
      lastWindow = Promise.resolve();
      client?.then((one) => one.end()).catch(() => undefined);
      client = undefined;
    },
  };
}

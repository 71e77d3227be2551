import { HmisError } from '../../../shared/errors.ts';
import type { Role, TokenSource } from '../../../shared/roles.ts';

/** A token of the local issuer is good for an hour; a new one is fetched well before that. */
const RENEW_AFTER_MS = 50 * 60_000;

/** Signs in as one of the made-up people, by the secret that the start of the service printed. */
export interface LocalTokens extends TokenSource {
  /** True where the page's address brought the secret. */
  readonly hasSecret: boolean;
  /** Takes the person, and the secret where it was typed; throws HmisError `NotSignedIn` where they are refused. */
  signIn(as: Role, secret?: string): Promise<void>;
  signOut(): void;
}

export function localTokens(secretOfAddress: string | undefined): LocalTokens {
  let secret = secretOfAddress;
  let as: Role | undefined;
  let held: { token: string; at: number } | undefined;

  async function fetchToken(): Promise<string> {
    if (as === undefined || secret === undefined) throw notSignedIn();
    const response = await fetch('/local/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secret, as }),
      cache: 'no-store',
    }).catch(() => undefined);
    if (response === undefined) {
      throw new HmisError('Busy', 'The service cannot be reached: is `npm start` still running?');
    }
    const answer: unknown = response.ok ? await response.json() : undefined;
    if (typeof answer !== 'object' || answer === null || !('token' in answer)) throw notSignedIn();
    held = { token: String(answer.token), at: Date.now() };
    return held.token;
  }

  return {
    get hasSecret() {
      return secret !== undefined;
    },
    async signIn(role, typed) {
      const before = secret;
      as = role;
      secret = typed ?? secret;
      try {
        await fetchToken();
      } catch (error) {
        [as, secret] = [undefined, typed === undefined ? undefined : before];
        throw error;
      }
    },
    signOut() {
      [as, held] = [undefined, undefined];
    },
    async token() {
      return held && Date.now() - held.at < RENEW_AFTER_MS ? held.token : await fetchToken();
    },
  };
}

function notSignedIn(): HmisError {
  return new HmisError(
    'NotSignedIn',
    'This key is not right, or the service was started anew since. Take the key that npm start printed.',
  );
}

/**
 * The secret in the address's fragment, `#key=…`, which never goes over a network. It is taken out of the address at once,
 * so that no history and no screenshot keeps it.
 */
export function takeSecret(page: Pick<Window, 'location' | 'history'>): string | undefined {
  const key = new URLSearchParams(page.location.hash.slice(1)).get('key');
  if (key === null || key === '') return undefined;
  page.history.replaceState(null, '', page.location.pathname + page.location.search);
  return key;
}

import { createHash, timingSafeEqual } from 'node:crypto';

/** The header by which the distribution in front of the API is known. */
export const ORIGIN_HEADER = 'x-hmis-origin';

/** True for a request that carries one of the secrets that are good now. */
export type OriginCheck = (sent: string | undefined) => Promise<boolean>;

/** The secret is turned on its way through edges all over the world: what this knows may be old after so long. */
const KNOWN_MS = 5 * 60_000;
/** One that is not known may be new. Strangers must not make every call of theirs a call to the store of secrets. */
const ASKED_AGAIN_MS = 10_000;

/**
 * Checks the header's value against the secrets that `read` gives: two while the secret is turned. Where they cannot be
 * read, those known from before count on; without any, it throws what `read` threw.
 */
export function originCheck(read: () => Promise<readonly string[]>, now: () => number = Date.now): OriginCheck {
  let known: { readonly secrets: readonly string[]; readonly at: number } | undefined;
  const learn = async (after: number) => {
    const asked = now();
    if (known && asked - known.at < after) return known.secrets;
    try {
      known = { secrets: await read(), at: asked };
    } catch (error) {
      if (!known) throw error;
      known = { ...known, at: asked };
    }
    return known.secrets;
  };
  return async (sent) => {
    if (sent === undefined || sent === '') return false;
    if (isOneOf(sent, await learn(KNOWN_MS))) return true;
    return isOneOf(sent, await learn(ASKED_AGAIN_MS));
  };
}

function isOneOf(sent: string, secrets: readonly string[]): boolean {
  const given = sha256(sent);
  return secrets.filter((secret) => timingSafeEqual(given, sha256(secret))).length > 0;
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

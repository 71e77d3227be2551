import type { AcquiredToken, Asking, EntraClient } from '../../../../addin/taskpane/entra/client.ts';
import type { TokenScope } from '../../../../shared/roles.ts';

/** What a script answers: a token that lasts so many minutes, or what is thrown. */
export type Scripted = { readonly minutes?: number; readonly also?: readonly string[] } | Error;

export interface ScriptedClient extends EntraClient {
  /** What was asked, in order: `silent Reports.Read`, `ask Admin`. */
  readonly asked: string[];
  readonly asking: Asking[];
  /** The answers to come; a silent one that is not scripted asks for a person, a window gives a token. */
  readonly silently: Scripted[];
  readonly byWindow: Scripted[];
  ended: number;
}

/** An error as MSAL makes them: a code, a message that may quote anything, a name for its kind. */
export function msalError(errorCode: string, { name = 'AuthError', errorMessage = '' } = {}): Error {
  return Object.assign(new Error(`${errorCode}: ${errorMessage}`), { name, errorCode, errorMessage, subError: '' });
}

export const INTERACTION_REQUIRED = msalError('interaction_required', { name: 'InteractionRequiredAuthError' });

/** A way to Entra that answers by a script, a moment later. Its tokens are numbered. */
export function scriptedClient(): ScriptedClient {
  let last = 0;
  const client: ScriptedClient = {
    asked: [],
    asking: [],
    silently: [],
    byWindow: [],
    ended: 0,
    silent: (scopes) => answer('silent', scopes, client.silently.shift() ?? INTERACTION_REQUIRED),
    ask: (scopes, asking) => {
      client.asking.push(asking);
      return answer('ask', scopes, client.byWindow.shift() ?? {});
    },
    end: () => {
      client.ended++;
    },
  };
  async function answer(how: string, scopes: readonly TokenScope[], scripted: Scripted): Promise<AcquiredToken> {
    client.asked.push(`${how} ${scopes.join(' ')}`);
    await Promise.resolve();
    if (scripted instanceof Error) throw scripted;
    const { minutes = 60, also = [] } = scripted;
    return { token: `token-${++last}`, expiresAt: Date.now() + minutes * 60_000, scopes: [...scopes, ...also] };
  }
  return client;
}

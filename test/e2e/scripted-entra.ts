import type { BrowserContext } from 'playwright-core';
import { ENVIRONMENT } from './deployment.ts';

/** The person whom the scripted Entra knows: made up, and to be found in no storage. */
export const PERSON = {
  oid: 'a5d3c0de-0000-4000-8000-00000000000a',
  tid: 'a5d3c0de-0000-4000-8000-000000000001',
  preferred_username: 'mara.ellis@example.org',
  name: 'Mara Ellis',
};

/** An id token for MSAL, which reads it without a look at its signature. */
export function idToken(nonce?: string): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    ...PERSON,
    ver: '2.0',
    iss: `https://login.microsoftonline.com/${PERSON.tid}/v2.0`,
    aud: ENVIRONMENT.clientId,
    sub: 'subject',
    iat: now,
    nbf: now,
    exp: now + 3_600,
    ...(nonce && { nonce }),
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.${Buffer.from('no signature').toString('base64url')}`;
}

/** What Microsoft's pages were asked, and what was exchanged for a token. */
export interface ScriptedEntra {
  readonly questions: readonly URLSearchParams[];
  readonly redemptions: readonly URLSearchParams[];
}

export interface EntraScript {
  /** What is sent back in the address's fragment: a code, or an error. */
  answer(asked: URLSearchParams): Record<string, string>;
  /** The access token that every code is good for. */
  readonly token: string;
}

/** Stands for Microsoft's sign-in in every page of a browser's profile: MSAL itself talks to it. */
export async function routeEntra(context: BrowserContext, { answer, token }: EntraScript): Promise<ScriptedEntra> {
  const questions: URLSearchParams[] = [];
  const redemptions: URLSearchParams[] = [];
  await context.route('https://login.microsoftonline.com/**', async (route) => {
    const { pathname, searchParams: asked } = new URL(route.request().url());
    const headers = { 'access-control-allow-origin': '*' };
    if (pathname.endsWith('/oauth2/v2.0/authorize')) {
      questions.push(asked);
      const sent = new URLSearchParams({ state: asked.get('state') ?? '', ...answer(asked) });
      const back = `${asked.get('redirect_uri')}#${sent}`;
      const body = `<!doctype html><script>location.replace(${JSON.stringify(back)})</script>`;
      return await route.fulfill({ contentType: 'text/html', body });
    }
    if (!pathname.endsWith('/oauth2/v2.0/token')) return await route.fulfill({ status: 404, headers, json: {} });
    redemptions.push(new URLSearchParams(route.request().postData() ?? ''));
    const { oid: uid, tid: utid } = PERSON;
    const json = {
      token_type: 'Bearer',
      scope: questions.at(-1)?.get('scope') ?? '',
      expires_in: 3_600,
      access_token: token,
      refresh_token: 'refresh-token',
      id_token: idToken(questions.at(-1)?.get('nonce') ?? ''),
      client_info: Buffer.from(JSON.stringify({ uid, utid })).toString('base64url'),
    };
    return await route.fulfill({ headers, json });
  });
  return { questions, redemptions };
}

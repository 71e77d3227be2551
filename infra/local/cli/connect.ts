import * as z from 'zod/mini';
import { type Client, createClient } from '../../../addin/service/client.ts';
import { HmisError } from '../../../shared/errors.ts';
import { ROLES, type Role, type TokenSource } from '../../../shared/roles.ts';
import { type Options, oneOf } from './options.ts';
import { type Terminal, UsageError } from './terminal.ts';

/**
 * Calls `work` with a client of the service the options mean: the one at `--url` with the token in HMIS_TOKEN, else the
 * one that runs on this machine over HMIS_DATA_DIR, else one that is started for this command and ended with it.
 */
export async function withClient<T>(
  options: Pick<Options, 'value'>,
  terminal: Terminal,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const url = options.value('url');
  if (url !== undefined) {
    if (options.value('as') !== undefined)
      throw new UsageError('--as is for the service on this machine, not for --url.');
    return await work(createClient({ url: checkedUrl(url), tokens: tokenFrom(terminal) }));
  }
  const as = oneOf(options, 'as', ROLES, 'admin');
  const dataDir = terminal.env.HMIS_DATA_DIR || '.data/';
  const { findLocalService, startLocalService } = await import('../service.ts');
  const running = await findLocalService(dataDir);
  if (running) return await work(createClient({ url: running.url, tokens: localTokens(running, as) }));
  const started = await startLocalService({ dataDir, port: 0 });
  try {
    return await work(createClient({ url: started.url, tokens: localTokens(started, as) }));
  } finally {
    await started.close();
  }
}

/** The address of a deployed service; a token must not travel in clear over a network. */
function checkedUrl(text: string): string {
  const url = URL.parse(text);
  const loopback = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url === null || (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback))) {
    throw new UsageError('--url takes the address of a service, https://…');
  }
  if (url.username !== '' || url.search !== '' || url.hash !== '') {
    throw new UsageError('--url takes an address without user, query or fragment.');
  }
  return url.href;
}

function tokenFrom({ env }: Terminal): TokenSource {
  return {
    async token() {
      if (env.HMIS_TOKEN) return env.HMIS_TOKEN;
      throw new HmisError('NotSignedIn', 'Set HMIS_TOKEN to an access token of the service at --url.');
    },
  };
}

const tokenAnswer = z.object({ token: z.string() });
const KEPT_MS = 60_000;

/** Tokens of the local issuer, against the secret that only this machine's user can read; asked again every minute. */
export function localTokens(service: { url: string; secret: string }, as: Role): TokenSource {
  let kept: { token: string; at: number } | undefined;
  return {
    async token() {
      if (kept && Date.now() - kept.at < KEPT_MS) return kept.token;
      const token = await localToken(service, as);
      kept = { token, at: Date.now() };
      return token;
    },
  };
}

async function localToken({ url, secret }: { url: string; secret: string }, as: Role): Promise<string> {
  const response = await fetch(`${url}/local/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret, as }),
  }).catch(() => undefined);
  if (response === undefined)
    throw new HmisError('Busy', 'The service on this machine does not answer: start it again.');
  const parsed = z.safeParse(tokenAnswer, await response.json().catch(() => undefined));
  if (!response.ok || !parsed.success) {
    throw new HmisError('NotSignedIn', 'The service on this machine gave no sign-in: start it again.');
  }
  return parsed.data.token;
}

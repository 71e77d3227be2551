import {
  type AuthenticationResult,
  type BrowserCacheLocation,
  type Configuration,
  LogLevel,
} from '@azure/msal-browser';
import type { AcquiredToken } from './client.ts';
import { type EntraEnvironment, grantedScopes } from './environment.ts';

/** How MSAL is set up on our pages: it keeps nothing past the page, and tells the console nothing. */
export function msalConfiguration(
  { clientId, authority }: EntraEnvironment,
  cacheLocation: BrowserCacheLocation,
): Configuration {
  return {
    auth: { clientId, authority },
    cache: { cacheLocation },
    system: {
      loggerOptions: { logLevel: LogLevel.Error, piiLoggingEnabled: false, loggerCallback: () => undefined },
    },
  };
}

/** MSAL's answer as ours. Throws an Error where it holds no token or no end. */
export function acquiredToken(
  { accessToken, expiresOn, scopes }: Pick<AuthenticationResult, 'accessToken' | 'expiresOn' | 'scopes'>,
  asked: readonly string[],
  environment: EntraEnvironment,
): AcquiredToken {
  if (accessToken === '' || !expiresOn) throw new Error('An answer without a token.');
  const granted = new Set([...asked, ...grantedScopes(environment, scopes)]);
  return { token: accessToken, expiresAt: expiresOn.getTime(), scopes: [...granted] };
}

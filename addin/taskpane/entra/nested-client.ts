import {
  BrowserCacheLocation,
  createNestablePublicClientApplication,
  type IPublicClientApplication,
  PublicClientApplication,
} from '@azure/msal-browser';
import type { EntraClient } from './client.ts';
import { type EntraEnvironment, entraScopes } from './environment.ts';
import { acquiredToken, msalConfiguration } from './msal.ts';

type NestedApplication = Pick<IPublicClientApplication, 'ssoSilent' | 'acquireTokenPopup'>;

/**
 * The way through the Excel around the pane. undefined where Excel gives no bridge after all: MSAL would then open windows
 * of its own from inside a frame, whose answers browsers keep from it.
 */
export async function connectNested(environment: EntraEnvironment): Promise<EntraClient | undefined> {
  let nested = false;
  const application = await createNestablePublicClientApplication(
    msalConfiguration(environment, BrowserCacheLocation.MemoryStorage),
    undefined,
    (configuration, controller) => {
      nested = true;
      return new PublicClientApplication(configuration, controller);
    },
  );
  return nested ? nestedClient(application, environment) : undefined;
}

/** A client over MSAL's nested application, whose cache is asked before the host is. */
function nestedClient(application: NestedApplication, environment: EntraEnvironment): EntraClient {
  const { authority } = environment;
  return {
    silent: async (asked) => {
      const scopes = entraScopes(environment, asked);
      return acquiredToken(await application.ssoSilent({ scopes, authority }), asked, environment);
    },
    // The account is the one that Excel is signed in with: there is none to choose.
    ask: async (asked) => {
      const scopes = entraScopes(environment, asked);
      return acquiredToken(await application.acquireTokenPopup({ scopes, authority }), asked, environment);
    },
    // MSAL has no way to empty a nested application's memory: it goes with the application.
    end: () => undefined,
  };
}

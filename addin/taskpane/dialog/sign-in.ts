import type { IPublicClientApplication } from '@azure/msal-browser';
import { type EntraEnvironment, entraScopes } from '../entra/environment.ts';
import { acquiredToken } from '../entra/msal.ts';
import { refusalFacts } from '../entra/refusal.ts';
import { readDialogQuestion } from './address.ts';
import type { DialogAnswer } from './answer.ts';

/** The library on each of the dialog's two visits to its page: before Microsoft's pages, and after. */
export interface DialogApplications {
  /** Keeps in the window's sessionStorage what it asked, or it could not know the answer. */
  leaving(): Promise<Pick<IPublicClientApplication, 'acquireTokenRedirect'>>;
  /** Keeps what it is given in memory. */
  returning(): Promise<Pick<IPublicClientApplication, 'handleRedirectPromise'>>;
}

export interface DialogParts {
  readonly environment: EntraEnvironment;
  /** The page's address. */
  readonly address: Pick<Location, 'origin' | 'pathname' | 'search'>;
  readonly applications: DialogApplications;
  /** Tells the pane. */
  tell(answer: DialogAnswer): Promise<void>;
}

/**
 * Sends the person on to Microsoft, or tells the pane what Microsoft has answered: a token, or why there is none. The
 * address asks on the first visit only, so that a refusal cannot go round in circles.
 */
export async function signInByDialog({ environment, address, applications, tell }: DialogParts): Promise<void> {
  try {
    const question = readDialogQuestion(address.search);
    if (question) {
      return await (await applications.leaving()).acquireTokenRedirect({
        scopes: entraScopes(environment, question.scopes),
        redirectUri: address.origin + address.pathname,
        ...(question.chooseAccount ? { prompt: 'select_account' } : {}),
      });
    }
    const result = await (await applications.returning()).handleRedirectPromise({ navigateToLoginRequestUrl: false });
    if (!result) throw new Error('Microsoft sent no answer.');
    const { token, expiresAt, scopes } = acquiredToken(result, [], environment);
    await tell({ token, expiresAt, scopes: [...scopes] });
  } catch (error) {
    await tell({ ...refusalFacts(error) });
  }
}
